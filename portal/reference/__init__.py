"""Facts about the world that the portal relies on, each with its source and the day it was checked."""
