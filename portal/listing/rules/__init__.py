"""Decisions about a provider's own work on its listing: claims, revisions, freshness."""
