"""What the answers add up to: the figures, and the brief composed from them."""
