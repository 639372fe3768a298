"""Decisions about files of listings; everything that other floors need stands here under its own name."""

from portal.opendata.rules.plan import as_cell, make_plan, slug_in, tidy, why_left
from portal.opendata.rules.shapes import Change, Column, Flaw, Outcome, Plan, Planned, Standing

__all__ = [
    "Change",
    "Column",
    "Flaw",
    "Outcome",
    "Plan",
    "Planned",
    "Standing",
    "as_cell",
    "make_plan",
    "slug_in",
    "tidy",
    "why_left",
]
