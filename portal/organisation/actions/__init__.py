"""Writes of schools, organisations and who belongs to them, one file for each thing that is done."""
