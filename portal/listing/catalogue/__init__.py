"""The words of the room: its letters, its sections, and how long each kind of fact is good for."""

from portal.listing.catalogue.letters import LETTERS

__all__ = ["LETTERS"]
