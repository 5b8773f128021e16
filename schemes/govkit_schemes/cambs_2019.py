"""The 5×5 scheme of Cambridgeshire's strategic risk register of August 2019: a look-up table."""

from importlib.resources import files
from typing import Final

from govkit.hooks import hookimpl
from govkit.scoring import Scheme

CAMBS_2019: Final = Scheme.from_toml(files("govkit_schemes") / "cambs-2019.toml")


@hookimpl
def govkit_schemes() -> list[Scheme]:
    """Offer the scheme."""
    return [CAMBS_2019]
