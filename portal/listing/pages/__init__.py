"""What the pages of a provider's own listing show."""
