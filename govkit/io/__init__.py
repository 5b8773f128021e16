"""Registers in and out of files: nothing is lost on the way, and every problem is listed at once."""

from govkit.io.files import dumps, load, loads, read_document, save

__all__ = ["dumps", "load", "loads", "read_document", "save"]
