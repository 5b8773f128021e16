"""Registers in and out of files: nothing is lost on the way, and every problem is listed at once."""

from govkit.io.files import SUFFIXES, dumps, load, loads, read_document, save

__all__ = ["SUFFIXES", "dumps", "load", "loads", "read_document", "save"]
