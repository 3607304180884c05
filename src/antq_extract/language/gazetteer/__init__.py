"""Provinces, districts and communes with their official codes."""
