"""An engine: postcodes and place names to boroughs, coordinates and distances."""

from portal.places.answers import Answer, Outside, Place, Suggestion, Unknown
from portal.places.boroughs import ATTRIBUTION, BOROUGHS
from portal.places.distance import Point, distance_km, distance_miles
from portal.places.find import borough_of, find_place
from portal.places.postcodes import normalise_postcode

__all__ = [
    "ATTRIBUTION",
    "BOROUGHS",
    "Answer",
    "Outside",
    "Place",
    "Point",
    "Suggestion",
    "Unknown",
    "borough_of",
    "distance_km",
    "distance_miles",
    "find_place",
    "normalise_postcode",
]
