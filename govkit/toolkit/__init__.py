"""The one object an embedding program holds, and the parts it is made of."""

from govkit.toolkit.toolkit import Toolkit

__all__ = ["Toolkit"]
