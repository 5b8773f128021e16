"""Registers over HTTP, each body's apart from every other's."""

from govkit_service.app import create_app
from govkit_service.store import StaleError, Store

__all__ = ["StaleError", "Store", "create_app"]
