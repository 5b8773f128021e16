"""Valid assessments: levels that a scheme rates, with the rating that it makes of them."""

from datetime import date, timedelta
from typing import Final

from hypothesis import strategies as st

from govkit.model import Assessment, Level
from govkit.scoring import BaseScheme
from govkit.scoring.required import require_scheme
from govkit.testing.strategies.how_many import maybe
from govkit.testing.strategies.level import levels
from govkit.testing.strategies.text import neat_texts
from govkit.testing.strategies.written_date import AS_OF, written_days

_LONG: Final = timedelta(days=700)


def valid_assessments(scheme: BaseScheme, *, as_of: date = AS_OF) -> st.SearchStrategy[Assessment]:
    """Draw assessments that a scheme rates.

    Args:
        scheme: the scheme, which they name.
        as_of: the day in question; they are dated up to two years before, or not at all.

    Returns:
        A strategy for assessments; where a rating is printed, it is the one that the scheme makes of the
        levels, as number, as text, or as the label of its band.
    """
    require_scheme(scheme)
    return _assessments(scheme, as_of)


@st.composite
def _assessments(draw: st.DrawFn, scheme: BaseScheme, as_of: date) -> Assessment:
    given = draw(levels(scheme, whole=True))
    rating = scheme.rate(given)
    printed: list[Level | None] = [None, str(rating.value)]
    if isinstance(rating.value, int):
        printed.append(rating.value)
    if rating.band is not None:
        printed.append(rating.band.label)
    return Assessment(
        levels=given,
        scheme=scheme.id,
        printed=draw(st.sampled_from(printed)),
        date=draw(maybe(written_days(as_of - _LONG, as_of))),
        by=draw(maybe(neat_texts())),
        rationale=draw(maybe(neat_texts())),
    )
