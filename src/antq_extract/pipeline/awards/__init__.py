"""Who awarded what to whom."""
