"""What a check of a scheme is, and what one answers."""

import inspect
from collections.abc import Callable, Iterable
from enum import StrEnum

import attrs

from govkit.scoring.coherence.survey import Spot, Survey


class Kind(StrEnum):
    """What it means if a check finds something."""

    FAULT = "fault"
    """The scheme contradicts itself, or does not answer."""
    CLAIM = "claim"
    """The scheme is not what it claims to be; looked at only where it claims it."""
    ADVICE = "advice"
    """The scheme works, and its authors should know."""


@attrs.frozen
class Breach:
    """Something a check found.

    Args:
        message: one sentence, with the evidence.
        cells: the cells it is about; none where it is about no cell in particular.
        assumption: the intervals it assumed, where it assumed any.
    """

    message: str
    cells: tuple[Spot, ...] = ()
    assumption: str | None = None


@attrs.frozen
class Untold:
    """A check could not tell.

    Args:
        why: what was in the way, as a clause that follows "not evaluated:".
    """

    why: str


Answer = Breach | Untold


@attrs.frozen
class Check:
    """One check of a scheme.

    Args:
        name: what it demands, in lower-case words joined by hyphens ("weakly-monotone").
        kind: what it means if it finds something.
        function: looks at a survey and yields what it finds.
        page: its documentation, with the headings What it does, Why it matters, Example, Instead.
    """

    name: str
    kind: Kind
    function: Callable[[Survey], Iterable[Answer]] = attrs.field(repr=False)
    page: str = attrs.field(repr=False)

    def __call__(self, survey: Survey) -> tuple[Answer, ...]:
        """Run it.

        Args:
            survey: a scheme and what it answered.

        Returns:
            What it found, and what it could not tell.
        """
        return tuple(self.function(survey))

    @property
    def title(self) -> str:
        """The first line of the page."""
        return self.page.partition("\n")[0].rstrip(".")


def check(name: str, kind: Kind) -> Callable[[Callable[[Survey], Iterable[Answer]]], Check]:
    """Make a check of a function.

    Args:
        name: what it demands, in lower-case words joined by hyphens.
        kind: what it means if it finds something.

    Returns:
        A decorator; it turns a function of a survey into a ``Check`` whose page is the function's docstring.
    """

    def decorate(function: Callable[[Survey], Iterable[Answer]]) -> Check:
        return Check(name, kind, function, inspect.getdoc(function) or "")

    return decorate
