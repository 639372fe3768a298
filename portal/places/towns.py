"""Names of towns and districts: their borough, and the postcode area that shows where they are.

A place that lies in two boroughs names both, and the visitor is asked. The postcode area is an
outward code, or a sector where the outward code holds several places.
"""

from typing import Final

from portal.places.boroughs import BOROUGHS

TOWNS: Final[dict[str, dict[str, str]]] = {
    "HAL": {
        "Runcorn": "WA7 4", "Widnes": "WA8 6", "Hale": "L24 4", "Hale Village": "L24 4",
        "Hale Bank": "WA8 8", "Ditton": "WA8 8", "Hough Green": "WA8 4", "Daresbury": "WA4 4",
        "Moore": "WA4 6", "Preston Brook": "WA7 3", "Halton Lea": "WA7 2", "Murdishaw": "WA7 6",
        "Castlefields": "WA7 2", "Farnworth": "WA8 9",
    },
    "KNO": {
        "Kirkby": "L32", "Huyton": "L36", "Prescot": "L34", "Whiston": "L35 3",
        "Halewood": "L26", "Roby": "L36", "Stockbridge Village": "L28", "Page Moss": "L14 6",
        "Knowsley Village": "L34 0", "Tarbock": "L35 1", "Cronton": "WA8 5",
    },
    "LIV": {
        "Liverpool City Centre": "L1", "Speke": "L24 2", "Garston": "L19", "Allerton": "L18",
        "Aigburth": "L17", "Mossley Hill": "L18", "Wavertree": "L15", "Childwall": "L16",
        "Toxteth": "L8", "Dingle": "L8", "Edge Hill": "L7", "Kensington": "L6", "Everton": "L5",
        "Vauxhall": "L5", "Anfield": "L4", "Walton": "L4", "Kirkdale": "L20 8",
        "Fazakerley": "L9 9", "Croxteth": "L11", "Norris Green": "L11", "Clubmoor": "L13",
        "West Derby": "L12", "Tuebrook": "L13", "Old Swan": "L13", "Knotty Ash": "L14",
        "Dovecot": "L14", "Woolton": "L25 7", "Gateacre": "L25 3", "Belle Vale": "L25 2",
        "Netherley": "L27", "Hunts Cross": "L25 0",
    },
    "SHN": {
        "Newton-le-Willows": "WA12", "Earlestown": "WA12 9", "Rainhill": "L35 4",
        "Haydock": "WA11 0", "Billinge": "WN5 7", "Garswood": "WN4 0", "Rainford": "WA11 8",
        "Eccleston": "WA10 5", "Thatto Heath": "WA9 5", "Parr": "WA9 1", "Bold": "WA9 4",
        "Clock Face": "WA9 4", "Sutton Manor": "WA9 4", "Windle": "WA10 6", "Moss Bank": "WA11 7",
    },
    "SEF": {
        "Southport": "PR8 1", "Bootle": "L20", "Crosby": "L23", "Great Crosby": "L23",
        "Blundellsands": "L23", "Thornton": "L23", "Waterloo": "L22", "Seaforth": "L21",
        "Litherland": "L21", "Netherton": "L30", "Maghull": "L31", "Lydiate": "L31 4",
        "Melling": "L31 1", "Formby": "L37", "Hightown": "L38", "Ainsdale": "PR8 3",
        "Birkdale": "PR8 2", "Churchtown": "PR9 7",
    },
    "WIR": {
        "Birkenhead": "CH41", "Wallasey": "CH44", "New Brighton": "CH45", "Liscard": "CH44",
        "Seacombe": "CH44", "Heswall": "CH60", "Hoylake": "CH47", "Meols": "CH47",
        "West Kirby": "CH48", "Caldy": "CH48", "Bebington": "CH63", "Spital": "CH63",
        "Clatterbridge": "CH63", "Bromborough": "CH62", "Eastham": "CH62",
        "Port Sunlight": "CH62", "New Ferry": "CH62", "Rock Ferry": "CH42", "Tranmere": "CH42",
        "Prenton": "CH43", "Oxton": "CH43", "Bidston": "CH43", "Claughton": "CH43",
        "Moreton": "CH46", "Leasowe": "CH46", "Upton": "CH49", "Greasby": "CH49",
        "Woodchurch": "CH49", "Irby": "CH61", "Pensby": "CH61", "Thingwall": "CH61",
        "Thurstaston": "CH61",
    },
}  # fmt: skip
"""{borough: {name: postcode area}}."""

SHARED: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "Aintree": (("SEF", "LIV"), "L10 2"),
    "Orrell Park": (("LIV", "SEF"), "L9 8"),
}
"""{name: (boroughs, postcode area)} for what lies in more than one."""

BEYOND: Final[dict[str, str]] = {
    "Warrington": "WA1", "Chester": "CH1", "Neston": "CH64", "Parkgate": "CH64",
    "Ellesmere Port": "CH65", "Frodsham": "WA6", "Ormskirk": "L39", "Burscough": "L40",
    "Skelmersdale": "WN8", "Wigan": "WN1", "Leigh": "WN7", "Manchester": "M1",
    "Preston": "PR1", "Northwich": "CW9",
}  # fmt: skip
"""{name: outward code} for towns nearby that visitors ask for all the same."""

OTHER_NAMES: Final[dict[str, str]] = {
    "lpool": "liverpool",
    "l pool": "liverpool",
    "sthelens": "st helens",
    "newton le willow": "newton le willows",
    "liverpool city": "liverpool",
}
"""{another way to write a name, as name_key gives it: the usual one}."""


def name_key(text: str) -> str:
    """A name as it is compared: small letters, no punctuation, "st" for "saint", no "the"."""
    letters = text.casefold().replace("-", " ").replace(".", " ")
    words = "".join(c for c in letters if c.isalnum() or c == " ").split()
    if words[:1] == ["the"]:
        words = words[1:]
    if words[:2] in (["city", "of"], ["borough", "of"]):
        words = words[2:]
    key = " ".join("st" if word == "saint" else word for word in words)
    return OTHER_NAMES.get(key, key)


INSIDE_BY_KEY: Final = {
    name_key(name): (name, (borough,), area)
    for borough, names in TOWNS.items()
    for name, area in names.items()
} | {name_key(name): (name, *where) for name, where in SHARED.items()}

BEYOND_BY_KEY: Final = {name_key(name): (name, area) for name, area in BEYOND.items()}

BOROUGHS_BY_KEY: Final = {name_key(name): code for code, name in BOROUGHS.items()}
