"""The room's words: letters, and what is kept of a person."""
