"""What browsers are called where a person sees in which ones they are signed in."""

import pytest

from portal.account.rules.browsers import browser_words

KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KHTML} Chrome/131.0 Safari/537.36",
            "Chrome on Windows",
        ),
        (
            f"Mozilla/5.0 (Windows NT 10.0) {KHTML} Chrome/131.0 Safari/537.36 Edg/131.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Firefox on Linux",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 14) {KHTML} SamsungBrowser/26.0 Chrome/122",
            "Samsung Internet on Android",
        ),
        ("curl/8.0", "A browser"),
        ("", "A browser"),
        ("<script>" * 500, "A browser"),
    ],
)
def test_a_browser_is_called_by_the_words_that_people_know_it_by(agent: str, words: str) -> None:
    assert browser_words(agent) == words
    assert len(browser_words(agent)) <= 60
