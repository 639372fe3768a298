"""The starting data: the guide's five organisations and a believable, wholly invented example world."""
