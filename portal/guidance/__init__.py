"""Pages that explain the field in plain words, and the dated signposts to public support."""
