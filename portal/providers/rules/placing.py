"""Where on the map a listing stands: the middle of its outward code, unless its position was given."""

from dataclasses import replace

from portal.credentials.rules import Problem
from portal.places import Outside, Place, find_place
from portal.providers.rules.problems import ListingRefused, Particulars


def placed(said: Particulars) -> Particulars:
    """The particulars with the middle of their outward code as position, when none was given.

    Raises:
        ListingRefused: the outward code means no place.
    """
    if said.easting is not None or not said.base_outward:
        return said
    place = find_place(said.base_outward)
    if not isinstance(place, Place | Outside):
        raise ListingRefused(
            [Problem("base_outward", "Enter the first part of a postcode, like CH41")]
        )
    return replace(said, easting=place.easting, northing=place.northing)
