"""Which indicator a quantity belongs to."""
