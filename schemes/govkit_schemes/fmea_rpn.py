"""The risk priority number of failure mode and effects analysis: a product of three factors."""

from importlib.resources import files
from typing import Final

from govkit.hooks import hookimpl
from govkit.scoring import Scheme

FMEA_RPN: Final = Scheme.from_toml(files("govkit_schemes") / "fmea-rpn.toml")


@hookimpl
def govkit_schemes() -> list[Scheme]:
    """Offer the scheme."""
    return [FMEA_RPN]
