"""The 3×3 scheme by which planning for the EU exit was graded Low, Medium and High."""

from importlib.resources import files
from typing import Final

from govkit.hooks import hookimpl
from govkit.scoring import Scheme

PROBABILITY_IMPACT_3X3: Final = Scheme.from_toml(files("govkit_schemes") / "probability-impact-3x3.toml")


@hookimpl
def govkit_schemes() -> list[Scheme]:
    """Offer the scheme."""
    return [PROBABILITY_IMPACT_3X3]
