"""Engine: a file that somebody sends, looked at, cleaned, and kept on disk under a name of its own."""
