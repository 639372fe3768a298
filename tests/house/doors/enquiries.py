"""The doors of what schools ask a provider, and of the answers."""

from tests.house.doors.shape import PROVIDERS, SCHOOLS, Row, everyone, some

ASKED = {"slug": "KEPT_SLUG"}
OWN = {"enquiry_id": "OWN_ENQUIRY"}
PROVE, THREAD = {"key": "PROVE_KEY"}, {"key": "THREAD_KEY"}
WRITTEN = {"text": "And on Fridays?"}
"""Sent without the newest turn that was shown, so it is shown again to be looked at."""

ROWS = [
    Row("enquiries.ask", "GET", everyone(200), ASKED),
    # Whoever keeps the listing cannot ask it; the visitor has no token.
    Row(
        "enquiries.ask",
        "POST",
        everyone(422, visitor=400, provider=409, provider_admin=409),
        ASKED,
        {"text": ""},
    ),
    Row("enquiries.prove", "GET", everyone(200), PROVE),
    Row("enquiries.prove", "POST", everyone("enquiries.open", visitor=400), PROVE),
    Row("enquiries.open", "GET", everyone(200), THREAD),
    Row("enquiries.open", "POST", everyone(409, visitor=400), THREAD, WRITTEN),
    Row("enquiries.close_by_link", "POST", everyone("enquiries.open", visitor=400), THREAD),
    Row("enquiries.home", "GET", some(200, *SCHOOLS, *PROVIDERS)),
    Row("enquiries.thread", "GET", some(200, *SCHOOLS, *PROVIDERS, otherwise=404), OWN),
    Row(
        "enquiries.thread",
        "POST",
        some(409, *SCHOOLS, *PROVIDERS, otherwise=404),
        OWN,
        WRITTEN,
    ),
    Row(
        "enquiries.answered_by_mail",
        "POST",
        some("enquiries.thread", *PROVIDERS, otherwise=404),
        OWN,
        {"note": "By phone."},
    ),
    Row(
        "enquiries.close",
        "POST",
        some("enquiries.thread", *SCHOOLS, *PROVIDERS, otherwise=404),
        OWN,
    ),
]
