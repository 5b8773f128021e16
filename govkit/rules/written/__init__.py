"""Rules that are written as data: read from a file, checked against the model, and turned into functions."""

from govkit.rules.written.reading import read_rules

__all__ = ["read_rules"]
