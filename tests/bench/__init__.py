"""Measures, not tests: each is run by hand and prints figures. Nothing here asserts a time."""
