"""What a check of a lifecycle is, and what one answers."""

import inspect
from collections.abc import Callable, Iterable
from enum import StrEnum

import attrs

from govkit.workflow.verify.survey import Survey, Untold


class Kind(StrEnum):
    """What it means if a check finds something."""

    FAULT = "fault"
    """The lifecycle cannot do what it says, or cannot say what it does."""
    ADVICE = "advice"
    """The lifecycle works, and its authors should know."""
    INFORMATION = "information"
    """Nothing is wrong, and whoever runs the lifecycle should know."""


@attrs.frozen
class Breach:
    """Something a check found.

    Args:
        message: one sentence, with the evidence.
        states: names of the states it is about.
        triggers: the triggers it is about.
    """

    message: str
    states: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()


Answer = Breach | Untold


@attrs.frozen
class Check:
    """One check of a lifecycle.

    Args:
        name: what it demands, in lower-case words joined by hyphens ("every-state-reached").
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
            survey: a lifecycle and how its conditions can come out.

        Returns:
            What it found, and what it could not tell, nothing twice.
        """
        return tuple(dict.fromkeys(self.function(survey)))

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
