"""Packages to begin with: everything a stranger needs to publish a plug-in of their own."""

from govkit.scaffold.package import scheme_package, workflow_package

__all__ = ["scheme_package", "workflow_package"]
