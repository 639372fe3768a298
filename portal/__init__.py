"""The careers guidance portal: one Flask application, assembled from its rooms."""

__version__ = "0.1.0"
