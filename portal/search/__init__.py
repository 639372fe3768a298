"""An engine: the only place that knows Whoosh. Entries in, ranked ids and counts out."""
