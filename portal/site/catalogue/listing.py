"""What is kept of a provider's own work on its listing."""

from portal.account.rules.personal import Table

LISTING: tuple[Table, ...] = ()
