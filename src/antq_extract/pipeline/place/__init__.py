"""Where it was: the place of every quantity."""
