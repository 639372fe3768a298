"""A file that somebody sends: looked at, made clean, scanned, and kept on disk."""

from portal.uploads.looking import (
    JPEG,
    LONGEST_NAME,
    MOST_BYTES,
    PDF,
    PNG,
    TYPES,
    Clean,
    Refused,
    Type,
    Why,
    look_at,
    plain_name,
    type_of,
)
from portal.uploads.scanning import Scanner, ScannerDown
from portal.uploads.shelf import Missing, Shelf

__all__ = [
    "JPEG",
    "LONGEST_NAME",
    "MOST_BYTES",
    "PDF",
    "PNG",
    "TYPES",
    "Clean",
    "Missing",
    "Refused",
    "Scanner",
    "ScannerDown",
    "Shelf",
    "Type",
    "Why",
    "look_at",
    "plain_name",
    "type_of",
]
