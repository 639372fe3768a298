"""Writes of the Hub: what it decides about organisations, the first administrator, and mail tried again."""
