"""Comparator, change, per, whole, baseline, planned or reported."""
