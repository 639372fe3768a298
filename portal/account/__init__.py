"""People and the organisations they belong to: schools and, later, those who sign in for them."""
