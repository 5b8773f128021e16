"""The 4×4 scheme of Leicestershire's risk register of 2016: bands that say when to review."""

from importlib.resources import files
from typing import Final

from govkit.hooks import hookimpl
from govkit.scoring import Scheme

LEICESTERSHIRE_2016: Final = Scheme.from_toml(files("govkit_schemes") / "leicestershire-2016.toml")


@hookimpl
def govkit_schemes() -> list[Scheme]:
    """Offer the scheme."""
    return [LEICESTERSHIRE_2016]
