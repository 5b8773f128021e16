"""The mishap risk assessment value of MIL-STD-882D, of which 1 is worst."""

from importlib.resources import files
from typing import Final

from govkit.hooks import hookimpl
from govkit.scoring import Scheme

MIL_STD_882D: Final = Scheme.from_toml(files("govkit_schemes") / "mil-std-882d.toml")


@hookimpl
def govkit_schemes() -> list[Scheme]:
    """Offer the scheme."""
    return [MIL_STD_882D]
