"""The commissioning checklist: questions, answers, what follows from them, and the tender brief."""
