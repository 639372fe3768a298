"""The checklist's questions as data, a file for each stage."""
