"""Writes of a provider to its own listing."""
