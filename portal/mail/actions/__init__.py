"""Deliver the mail that is due, by one of several ways, and delete what was sent long ago."""
