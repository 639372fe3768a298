"""The home page, statements about the service, and its health."""
