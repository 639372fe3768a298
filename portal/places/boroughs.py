"""The six boroughs, their codes here and in official statistics, and whom the data is owed to."""

from typing import Final

BOROUGHS: Final[dict[str, str]] = {
    "HAL": "Halton",
    "KNO": "Knowsley",
    "LIV": "Liverpool",
    "SHN": "St Helens",
    "SEF": "Sefton",
    "WIR": "Wirral",
}
"""{code: name}, in alphabetical order of the official codes below."""

OFFICIAL_CODES: Final[dict[str, str]] = {
    "E06000006": "HAL",
    "E08000011": "KNO",
    "E08000012": "LIV",
    "E08000013": "SHN",
    "E08000014": "SEF",
    "E08000015": "WIR",
}
"""{code of the Government Statistical Service: code here}."""

ATTRIBUTION: Final = (
    "Contains OS data © Crown copyright and database right 2025; "
    "contains Royal Mail data © Royal Mail copyright and database right 2025; "
    "source: Office for National Statistics licensed under the Open Government Licence v.3.0."
)
"""Must be shown wherever the places are used: the licence asks for it."""
