"""What is kept of what schools ask a provider through the portal."""

from portal.account.rules.personal import Table

ENQUIRIES: tuple[Table, ...] = ()
