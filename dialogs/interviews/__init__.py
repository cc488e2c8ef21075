"""The declared interviews."""
