"""When it was: the period of every quantity."""
