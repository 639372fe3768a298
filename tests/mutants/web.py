"""Mutants of the gate, the headers and what else every page shares."""

from tests.mutants.shape import Mutant

GATE, DOORS = "portal/web/gate.py", "tests/house/test_doors.py"
MUTANTS = [
    Mutant(
        "a door that nobody declared stands open",
        GATE,
        "    if door is None:\n        g.turned_away = True\n        abort(403)\n",
        "    if door is None:\n        return None\n",
        (f"{DOORS}::test_a_door_that_nobody_declared_is_shut_to_everybody",),
    ),
    Mutant(
        "no form carries a token",
        GATE,
        "        csrf.protect()\n",
        "        pass\n",
        (f"{DOORS}::test_no_form_goes_in_without_the_token_of_its_own_visit",),
    ),
    Mutant(
        "a form from another site goes in",
        GATE,
        '        if site != "same-origin":\n',
        '        if site == "none":\n',
        (f"{DOORS}::test_no_form_goes_in_without_the_browsers_word",),
    ),
]
