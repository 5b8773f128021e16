"""Performance as data: indicators as judged, and objectives with what is done towards them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

import attrs

from govkit.analysis import Judgement, judge
from govkit.model import DeliveryActivity, Indicator, Objective, Rag
from govkit.report.table import Table

STATUS: Final = "Status"
"""Head of the columns that hold a status: red, amber, green, or why there is none."""

NOT_EVALUATED: Final = "not evaluated"
NOT_RECORDED: Final = "not recorded"
NO_PRIORITY: Final = "No priority action is recorded."
NO_ACTIVITY: Final = "No activity is recorded."


@attrs.frozen
class Measure:
    """An indicator as judged.

    Args:
        judged: the indicator with its latest reading, status and trend.
    """

    judged: Judgement

    @property
    def figure(self) -> str:
        """The latest figure with its unit and sample: ``79.4 % (sample 1187)``."""
        latest, unit = self.judged.latest, self.judged.indicator.unit
        if latest is None:
            recorded = any(each.value is not None for each in self.judged.indicator.readings)
            return "not known which is the latest" if recorded else "no figure"
        sample = "" if latest.sample is None else f" (sample {latest.sample})"
        return f"{latest.value} {unit}{sample}"

    @property
    def period(self) -> str | None:
        """The period the figure covers, as written."""
        return None if self.judged.latest is None else str(self.judged.latest.period)

    @property
    def status(self) -> str:
        """``red``, ``amber`` or ``green``; ``not evaluated`` where it cannot be told."""
        return self.judged.rag or NOT_EVALUATED

    @property
    def trend(self) -> str:
        """Which way it went; ``not evaluated`` where it cannot be told."""
        return self.judged.trend or NOT_EVALUATED

    @property
    def explanation(self) -> str:
        """How status and trend came about, and what the source says beside the figures."""
        latest = self.judged.latest
        notes = (latest.notes if latest else None, self.judged.indicator.notes)
        return " ".join([self.judged.explanation, *(note for note in notes if note)])


_MEASURES: Final[Mapping[str, Callable[[Measure], object]]] = {
    "Ref": lambda each: each.judged.indicator.ref,
    "Measure": lambda each: each.judged.indicator.title,
    "Figure": lambda each: each.figure,
    "Period": lambda each: each.period,
    STATUS: lambda each: each.status,
    "Trend": lambda each: each.trend,
    "Explanation": lambda each: each.explanation,
}

_ACTIVITIES: Final[Mapping[str, Callable[[DeliveryActivity], object]]] = {
    "Ref": lambda each: each.ref,
    "Activity": lambda each: each.title,
    "Lead": lambda each: each.lead,
    "Delivered by": lambda each: each.delivery_lead,
    STATUS: lambda each: each.rag or NOT_RECORDED,
    "Opportunities": lambda each: each.opportunities,
}


@attrs.frozen
class Goal:
    """An objective with its priority actions.

    Args:
        title: its ref and title.
        priorities: the activities of each priority action; a table without rows where it has none.
    """

    title: str
    priorities: tuple[Table, ...]


@attrs.frozen(kw_only=True)
class Performance:
    """How the organisation does.

    Args:
        measures: its indicators as judged, in the order of the register.
        goals: its objectives; none at all where no objective has a priority action, for then there is nothing
            to say of them.
        statuses: the status of each delivery activity, in words.
        assumed: which fields of indicators the source does not state.
    """

    measures: tuple[Measure, ...]
    goals: tuple[Goal, ...]
    statuses: tuple[str, ...]
    assumed: tuple[str, ...]

    @property
    def table(self) -> Table:
        """The indicators, a row each."""
        return Table.of(self.title, _MEASURES, self.measures)

    @property
    def title(self) -> str:
        """Heading of the indicators."""
        return f"Indicators ({len(self.measures)})"

    @property
    def goals_title(self) -> str:
        """Heading of the objectives."""
        return f"Objectives and delivery ({len(self.goals)})"


def performance(
    indicators: Iterable[Indicator], objectives: Iterable[Objective], *, as_of: date
) -> Performance:
    """Judge indicators, and lay out what is done towards objectives.

    Args:
        indicators: the indicators.
        objectives: the objectives.
        as_of: the day in question; readings of periods that are not over by then do not count.

    Returns:
        Both, for the forms of the report to write down.
    """
    indicators, objectives = tuple(indicators), tuple(objectives)
    activities = [
        activity for each in objectives for priority in each.priorities for activity in priority.activities
    ]
    return Performance(
        measures=tuple(Measure(judge(each, as_of=as_of)) for each in indicators),
        goals=tuple(map(_goal, objectives)) if any(each.priorities for each in objectives) else (),
        statuses=tuple(_status(each.rag) for each in activities),
        assumed=tuple(_assumed(indicators)),
    )


def _goal(each: Objective) -> Goal:
    tables = (
        Table.of(f"{priority.ref} {priority.title}", _ACTIVITIES, priority.activities)
        for priority in each.priorities
    )
    return Goal(f"{each.ref} {each.title}", tuple(tables))


def _assumed(indicators: Iterable[Indicator]) -> Iterator[str]:
    refs: dict[str, list[str]] = {}
    for each in indicators:
        for name in each.assumed:
            value = getattr(each, name, None)
            known = f" ({value})" if isinstance(value, str | Decimal) else ""
            refs.setdefault(name, []).append(f"{each.ref}{known}")
    yield from (f"{name} of {', '.join(found)}" for name, found in refs.items())


def _status(rag: Rag | None) -> str:
    return "status not recorded" if rag is None else rag
