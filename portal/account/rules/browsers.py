"""What a browser calls itself, in words that a person knows it by."""

SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""Sign in the browser's header -> the word for it; the first that is there counts, since most name several."""


def browser_words(agent: str) -> str:
    """Such as "Chrome on Windows"; "A browser" where the header `agent` says nothing known. At most 60 characters."""
    browser = next((word for sign, word in BROWSERS if sign in agent), "A browser")
    system = next((word for sign, word in SYSTEMS if sign in agent), "")
    return f"{browser} on {system}" if system else browser
