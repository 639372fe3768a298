"""What happened and what is still to be done: audit events, receipts and the outbox."""
