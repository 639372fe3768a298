"""The public directory: find, look at, shortlist and compare providers."""
