"""An engine: one tree of blocks, written as HTML, Word, PDF and ODT."""
