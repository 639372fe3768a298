"""Mutants of signing in by a service that vouches for people."""

from tests.mutants.shape import Mutant

OPENID = "portal/web/openid.py"
TESTS = "tests/account/test_outside.py"
MUTANTS = [
    Mutant(
        "an address that the other service has not confirmed is believed",
        OPENID,
        """ or said.get("email_verified") is False""",
        "",
        (f"{TESTS}::test_a_token_that_does_not_fit_is_not_believed",),
    ),
    Mutant(
        "a service that calls itself by another name is asked",
        OPENID,
        "        _check_issuer(metadata)\n",
        "",
        (f"{TESTS}::test_a_service_that_calls_itself_by_another_name_is_not_asked",),
    ),
    Mutant(
        "people are sent back to whatever host they asked for",
        OPENID,
        """return str(current_app.extensions["settings"].base_url).rstrip("/") + url_for(endpoint)""",
        "return url_for(endpoint, _external=True, _scheme='https')",
        (f"{TESTS}::test_people_are_sent_back_to_the_portals_own_address",),
    ),
]
