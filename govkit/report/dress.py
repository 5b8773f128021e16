"""How workbooks show schemes: in the colours of all other reports."""

from collections.abc import Mapping

from govkit.io import Dress
from govkit.report.palette import fill, ink
from govkit.scoring import BaseScheme, Rating


def dress_of(schemes: Mapping[str, BaseScheme]) -> Dress:
    """Say how a workbook shows schemes.

    Args:
        schemes: the schemes at hand by id.

    Returns:
        What ``govkit.io.save`` takes.
    """
    return Dress(schemes, _colours)


def _colours(scheme: BaseScheme, rating: Rating) -> tuple[str, str]:
    background = fill(scheme, rating)
    return background, ink(background)
