"""Mutants of signing in by a service that vouches for people."""

from tests.mutants.shape import Mutant

OPENID = "portal/web/openid.py"
TESTS = "tests/account/test_outside.py"
MUTANTS = [
    Mutant(
        "an address that the other service has not confirmed is believed",
        OPENID,
        """ or not (said.get("email_verified") or proves)""",
        "",
        (f"{TESTS}::test_a_token_that_does_not_fit_is_not_believed",),
    ),
    Mutant(
        "a service that calls itself by another name is asked",
        OPENID,
        "        _check_issuer(metadata)\n        answer: Any",
        "        answer: Any",
        (f"{TESTS}::test_a_service_that_calls_itself_by_another_name_is_not_asked",),
    ),
    Mutant(
        "a service that calls itself by another name once it was asked is believed",
        OPENID,
        "        _check_issuer(_service().load_server_metadata())\n",
        "",
        (f"{TESTS}::test_a_service_that_calls_itself_by_another_name_meanwhile_is_not_believed",),
    ),
    Mutant(
        "what a service vouched for counts as often as its cookie is sent",
        "portal/account/actions/outside.py",
        """    Receipt.keep(blind("vouched", once), "", at)\n""",
        "",
        (f"{TESTS}::test_a_copy_of_the_cookie_counts_for_nothing_once_it_was_used",),
    ),
    Mutant(
        "people are sent back to whatever host they asked for",
        OPENID,
        """return str(current_app.extensions["settings"].base_url).rstrip("/") + url_for(endpoint)""",
        "return url_for(endpoint, _external=True, _scheme='https')",
        (f"{TESTS}::test_people_are_sent_back_to_the_portals_own_address",),
    ),
]
