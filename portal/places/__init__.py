"""An engine: postcodes and place names to boroughs, coordinates and distances."""
