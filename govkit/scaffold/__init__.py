"""Packages to begin with: everything a stranger needs to publish a plug-in of their own."""

from govkit.scaffold.scheme import scheme_package

__all__ = ["scheme_package"]
