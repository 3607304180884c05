"""Numerals with their nouns become quantities; a number is read again from its text."""
