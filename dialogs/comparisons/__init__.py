"""Comparisons people ask for: specialties side by side, the states, and what the road still costs."""
