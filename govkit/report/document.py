"""The report as data: what a register holds on a day, for text, Markdown and HTML to write down."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Final

import attrs

from govkit.analysis import RatedRisk, rate_risk
from govkit.errors import UnknownNameError
from govkit.model import Action, Located, Register
from govkit.report.heatmap import HeatMap, heat_map
from govkit.report.provenance import Provenance, provenance
from govkit.scoring import Rating, Scheme
from govkit.workflow import Workflow, state_of, sweep

_UNKNOWN: Final = "state not known"
_SIDES: Final = {True: "within tolerance", False: "above tolerance", None: "under no tolerance"}


@attrs.frozen
class Tally:
    """What was counted, and how many there are of each kind, the most frequent first.

    Args:
        what: what was counted ("Risks").
        kinds: names of kinds with their counts.
        total: how many there are, None where the kinds do not divide a whole.
    """

    what: str
    kinds: tuple[tuple[str, int], ...]
    total: int | None = None

    @classmethod
    def of(cls, what: str, names: Iterable[str], *, total: int | None = None) -> "Tally":
        """Count names."""
        return cls(what, tuple(Counter(names).most_common()), total)

    def __str__(self) -> str:
        """Render as ``Risks: 14, of which 9 within tolerance, 5 above tolerance``."""
        kinds = ", ".join(f"{count} {name}" for name, count in self.kinds)
        total = "" if self.total is None else f"{self.total}, of which "
        return f"{self.what}: {total}{kinds}"


@attrs.frozen
class Map:
    """The current ratings under one scheme that the register uses.

    Args:
        scheme: the scheme.
        drawn: their heat map, None if the scheme has not two factors.
    """

    scheme: Scheme
    drawn: HeatMap | None

    @property
    def title(self) -> str:
        """What it shows, and where there is no map, why."""
        if self.drawn is not None:
            return self.drawn.title
        factors = len(self.scheme.factors)
        count = f"{factors} factor{'' if factors == 1 else 's'}"
        return f"Current ratings under {self.scheme.id}: no map, it has {count}"


@attrs.frozen(kw_only=True)
class Above:
    """A risk above tolerance.

    Args:
        ref: its reference.
        title: its title.
        rating: its current rating, with the explanation.
        scheme: the scheme that made it.
        actions: its actions by state, None if it has none.
        target: its target rating, None if none is recorded.
    """

    ref: str
    title: str
    rating: Rating
    scheme: Scheme
    actions: Tally | None
    target: Rating | None

    @property
    def outlook(self) -> str:
        """What is being done and where that is to lead, in two sentences."""
        actions = f"{self.actions}." if self.actions else "It has no action."
        target = f"Target: {self.target}." if self.target else "No target is recorded."
        return f"{actions} {target}"


@attrs.frozen
class NotRated:
    """An assessment without a rating: the risk, which assessment, and why."""

    ref: str
    phase: str
    why: str


@attrs.frozen(kw_only=True)
class Standing:
    """An action as it stands on the day.

    Args:
        address: how people name it ("SR3.1/A2").
        title: what is to be done.
        state: its state by now.
        since: since when, if the calendar moved it.
        due: the deadline in force, as written.
        owner: who is to do it.
    """

    address: str
    title: str
    state: str
    since: date | None = None
    due: str | None = None
    owner: str | None = None


_COLUMNS: Final[Mapping[str, Callable[[Standing], object]]] = {
    "Ref": lambda each: each.address,
    "Action": lambda each: each.title,
    "Due": lambda each: each.due,
    "Owner": lambda each: each.owner,
    "Since": lambda each: each.since,
}


@attrs.frozen
class Group:
    """The actions in one state."""

    state: str
    actions: tuple[Standing, ...]

    @property
    def title(self) -> str:
        """The state with the count: ``overdue (4)``."""
        return f"{self.state} ({len(self.actions)})"

    @property
    def table(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """The actions as heads and rows of a table; a column that would stay empty is left out."""
        heads = [head for head, read in _COLUMNS.items() if any(read(each) for each in self.actions)]
        rows = (tuple(str(_COLUMNS[head](each) or "") for head in heads) for each in self.actions)
        return tuple(heads), tuple(rows)


@attrs.frozen(kw_only=True)
class Report:
    """What a register holds on a day.

    Args:
        title: title of the register.
        facts: whose it is, which edition, as of which day, under which scheme.
        as_of: the day in question.
        summary: what there is, counted.
        maps: the current ratings, per scheme that the register uses.
        above: the risks above tolerance.
        not_rated: assessments that could not be rated.
        groups: the actions by state, as a sweep on that day would leave them; what the calendar moved first.
        assumed: what the schemes take for granted although their sources do not state it.
        made: what the report was made with.
    """

    title: str
    facts: tuple[str, ...]
    as_of: date
    summary: tuple[Tally, ...]
    maps: tuple[Map, ...]
    above: tuple[Above, ...]
    not_rated: tuple[NotRated, ...]
    groups: tuple[Group, ...]
    assumed: tuple[str, ...]
    made: Provenance

    @property
    def above_title(self) -> str:
        """Heading of the risks above tolerance."""
        return f"Above tolerance ({len(self.above)})"

    @property
    def not_rated_title(self) -> str:
        """Heading of the assessments without a rating."""
        return f"Not rated ({len(self.not_rated)})"

    @property
    def groups_title(self) -> str:
        """Heading of the actions."""
        return f"Actions by state on {self.as_of}"

    @property
    def assumed_title(self) -> str:
        """Heading of what is assumed."""
        return "Assumed, because the source does not state it"


def report_on(
    register: Register,
    *,
    as_of: date,
    schemes: Mapping[str, Scheme],
    workflows: Mapping[str, Workflow],
) -> Report:
    """Find out what a register holds on a day.

    Args:
        register: the register; actions are shown as a sweep on that day would leave them.
        as_of: the day in question.
        schemes: scoring schemes at hand, by id.
        workflows: lifecycles at hand, by id.

    Returns:
        The report, for one of the forms to write down.
    """
    rated = [rate_risk(risk, schemes) for risk in register.risks]
    standings = [_standing(located, workflows, as_of) for located in register.all_actions]
    ratings = [rating for each in rated for rating in _ratings(each)]
    used = [schemes[id_] for id_ in sorted({rating.scheme for rating in ratings})]
    lifecycles = {_lifecycle(located.item) for located in register.all_actions}
    facts = (
        register.organisation,
        f"edition {register.edition}" if register.edition else None,
        f"as of {as_of}",
        f"scheme {register.scheme}" if register.scheme else None,
    )
    return Report(
        title=register.title,
        facts=tuple(fact for fact in facts if fact),
        as_of=as_of,
        summary=tuple(_summary(rated, standings)),
        maps=tuple(Map(scheme, heat_map(rated, scheme)) for scheme in used),
        above=tuple(_above(rated, standings, schemes)),
        not_rated=tuple(
            NotRated(each.risk.ref, phase, why) for each in rated for phase, why in each.unrated.items()
        ),
        groups=tuple(_groups(standings)),
        assumed=tuple(f"{scheme.id}: {fact}" for scheme in used for fact in scheme.assumed),
        made=provenance(ratings=ratings, workflows=[workflows[id_] for id_ in lifecycles & workflows.keys()]),
    )


def _ratings(each: RatedRisk) -> Iterator[Rating]:
    return (rating for rating in (each.inherent, each.current, each.target) if rating is not None)


def _standing(located: Located[Action], workflows: Mapping[str, Workflow], as_of: date) -> Standing:
    action = located.item
    state, since = _state(located, workflows.get(_lifecycle(action)), as_of)
    return Standing(
        address=located.address,
        title=action.title,
        state=state,
        since=since,
        due=None if action.due is None else action.due.text,
        owner=action.owner,
    )


def _lifecycle(action: Action) -> str:
    return action.workflow or Action.KIND


def _state(located: Located[Action], workflow: Workflow | None, as_of: date) -> tuple[str, date | None]:
    action = located.item
    if workflow is None:
        return action.state or _UNKNOWN, None
    try:
        swept, events = sweep(workflow, [(action, located.address)], as_of=as_of)
    except UnknownNameError:
        return f"{action.state} ({_UNKNOWN} to {workflow.id})", None
    return state_of(workflow, swept[0]), events[-1].effective if events else None


def _summary(rated: Sequence[RatedRisk], standings: Sequence[Standing]) -> Iterator[Tally]:
    current = [each.current for each in rated]
    if rated:
        sides = ("not rated" if rating is None else _SIDES[rating.within_tolerance] for rating in current)
        yield Tally.of("Risks", sides, total=len(rated))
    bands = [rating.band.label for rating in current if rating is not None and rating.band is not None]
    if bands:
        yield Tally.of("Bands", bands)
    if standings:
        yield Tally.of("Actions", (each.state for each in standings), total=len(standings))


def _above(
    rated: Sequence[RatedRisk], standings: Sequence[Standing], schemes: Mapping[str, Scheme]
) -> Iterator[Above]:
    rest = iter(standings)  # the risks' own come first, in the order of the risks
    for each in rated:
        states = [own.state for own in islice(rest, len(each.risk.actions))]
        if each.current is not None and each.current.within_tolerance is False:
            yield Above(
                ref=each.risk.ref,
                title=each.risk.title,
                rating=each.current,
                scheme=schemes[each.current.scheme],
                actions=Tally.of("Actions", states) if states else None,
                target=each.target,
            )


def _groups(standings: Sequence[Standing]) -> Iterator[Group]:
    moved_first = sorted(standings, key=lambda each: each.since is None)
    for state in dict.fromkeys(each.state for each in moved_first):
        yield Group(state, tuple(each for each in standings if each.state == state))
