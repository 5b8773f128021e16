"""The 5×5 scheme of the NHS: likelihood times consequence."""

from importlib.resources import files
from typing import Final

from govkit.hooks import hookimpl
from govkit.scoring import Scheme

NPSA_5X5: Final = Scheme.from_toml(files("govkit_schemes") / "npsa-5x5.toml")


@hookimpl
def govkit_schemes() -> list[Scheme]:
    """Offer the scheme."""
    return [NPSA_5X5]
