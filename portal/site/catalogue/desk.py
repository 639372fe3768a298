"""What is kept at the Hub's desk: who looks at what, notes, and files that were brought in."""

from portal.account.rules.personal import Table

DESK: tuple[Table, ...] = ()
