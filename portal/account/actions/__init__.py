"""Writes of people and of where they are signed in, one file for each thing that is done."""
