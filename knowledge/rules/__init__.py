"""The rules by subject; importing this package declares them all."""
