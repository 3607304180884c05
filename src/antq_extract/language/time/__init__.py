"""Expressions of time: dates, periods, durations."""
