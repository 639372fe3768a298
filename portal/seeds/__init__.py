"""The starting data: the guide's five organisations and a wholly invented example world."""
