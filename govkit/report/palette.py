"""Colours of ratings, and the colour of text that can be read on them."""

from collections.abc import Mapping
from typing import Final

from immutabledict import immutabledict

from govkit.model import Rag
from govkit.scoring import BaseScheme, Rating

PALETTE: Final = ("#ffffb2", "#fecc5c", "#fd8d3c", "#f03b20", "#bd0026")
"""Least to worst: ColorBrewer's YlOrRd in five classes, which colour-blind people can tell apart."""

RAG: Final[Mapping[str, str]] = immutabledict(
    {Rag.RED: "#b2182b", Rag.AMBER: "#fdb863", Rag.GREEN: "#009e73"}
)
"""Per status a colour: red and amber of ColorBrewer, and the bluish green of Okabe and Ito.

They differ in lightness as well as in hue, so colour-blind people and grey prints keep them apart.
"""

_WHITE: Final = "#ffffff"
_BLACK: Final = "#000000"
_GREY: Final = "#d9d9d9"


def fill(scheme: BaseScheme, rating: Rating) -> str:
    """Colour a rating.

    Args:
        scheme: the scheme that made it.
        rating: the rating.

    Returns:
        The colour of its band; without bands grey above tolerance, and white otherwise.
    """
    if rating.band is None:
        return _GREY if rating.within_tolerance is False else _WHITE
    return _spread(scheme.bands.index(rating.band), len(scheme.bands))


def _spread(place: int, count: int) -> str:
    last = len(PALETTE) - 1
    at = place * last / max(count - 1, 1)
    if count <= len(PALETTE):
        return PALETTE[round(at)]
    lower = min(int(at), last - 1)
    pairs = zip(_channels(PALETTE[lower]), _channels(PALETTE[lower + 1]), strict=True)
    return "#" + "".join(f"{round(low + (high - low) * (at - lower)):02x}" for low, high in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _luminance(colour: str) -> float:
    parts = [channel / 255 for channel in _channels(colour)]
    # The constants are those of WCAG 2.2, "relative luminance".
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - see above
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Say how well two colours stand out against each other.

    Args:
        one: a colour, ``#rrggbb``.
        other: a colour.

    Returns:
        The contrast ratio of WCAG 2.2, 1 to 21; text needs 4.5 for level AA.
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink(background: str) -> str:
    """Choose the colour of text on a background.

    Args:
        background: a colour, ``#rrggbb``.

    Returns:
        Black or white, whichever stands out more; that is 4.5 or more on any colour.
    """
    return max((_BLACK, _WHITE), key=lambda colour: contrast(colour, background))
