"""The report as data: what a register holds on a day, for text, Markdown and HTML to write down."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, repeat
from typing import Final

import attrs

from govkit.analysis import (
    Escalation,
    Facts,
    RatedRisk,
    coverage,
    escalations,
    lifecycle_of,
    live_risks,
    rate_risk_on,
    register_on,
)
from govkit.errors import did_you_mean
from govkit.history import RefMap
from govkit.model import Register, pointer
from govkit.model.require import require_day, require_register, require_schemes
from govkit.report.dated_later import dated_later
from govkit.report.escalated import told_of, way_of
from govkit.report.gaps import Gaps, gaps_of
from govkit.report.heatmap import HeatMap, has_cells, heat_map
from govkit.report.moved import Moved, compared, marks
from govkit.report.performance import Performance, performance
from govkit.report.provenance import Provenance, provenance
from govkit.report.rated import rated_table
from govkit.report.standing import Standing, standing
from govkit.report.table import Table
from govkit.scoring import BaseScheme, Rating
from govkit.workflow import Workflow

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
        drawn: their heat map, None if the scheme has not two factors that always have a level.
        rated: the same as a table where there is no map, None where there is one or nothing is rated.
        closed: how many risks with such a rating are left out of both, being closed.
    """

    scheme: BaseScheme
    drawn: HeatMap | None
    rated: Table | None = None
    closed: int = 0

    @property
    def title(self) -> str:
        """What it shows, where there is no map, why, and how many closed risks are left out."""
        closed = f", without {self.closed} closed risk{'' if self.closed == 1 else 's'}"
        return self._shown + (closed if self.closed else "")

    @property
    def _shown(self) -> str:
        if self.drawn is not None:
            return self.drawn.title
        if has_cells(self.scheme):
            return f"Current ratings under {self.scheme.id}: no map, its code does not rate every cell"
        factors = len(self.scheme.factors)
        count = f"{factors} factor{'' if factors == 1 else 's'}"
        if any(factor.optional for factor in self.scheme.factors):
            count += ", of which some may be left out"
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
        target: its target rating, None if there is none.
        unrated: why its target could not be rated, None if it could be, or none is recorded.
        told: where it goes, whether somebody accepted it, and whether it was reported, in sentences.
    """

    ref: str
    title: str
    rating: Rating
    scheme: BaseScheme
    actions: Tally | None
    target: Rating | None
    unrated: str | None
    told: str

    @property
    def outlook(self) -> str:
        """What is being done and where that is to lead, in two sentences."""
        actions = f"{self.actions}." if self.actions else "It has no action."
        if self.target is not None:
            return f"{actions} Target: {self.target}."
        unrated = self.unrated and f"Target not rated: {self.unrated}."
        return f"{actions} {unrated or 'No target is recorded.'}"


@attrs.frozen
class NotRated:
    """An assessment without a rating: the risk, which assessment, and why."""

    ref: str
    title: str
    phase: str
    why: str


_NOT_RATED: Final[Mapping[str, Callable[[NotRated], object]]] = {
    "Ref": lambda each: each.ref,
    "Risk": lambda each: each.title,
    "Assessment": lambda each: each.phase,
    "Why": lambda each: each.why,
}


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
    def table(self) -> Table:
        """The actions as a table; a column that would stay empty is left out."""
        return Table.of(self.title, _COLUMNS, self.actions)


@attrs.frozen(kw_only=True)
class Report:
    """What a register holds on a day.

    Args:
        title: title of the register.
        facts: whose it is, which edition, as of which day, under which scheme.
        as_of: the day in question.
        summary: what there is, counted.
        maps: the current ratings, per scheme that the register uses.
        moved: what moved since an earlier edition, None if there was none to compare with.
        above: the risks above tolerance that are not closed.
        gaps: what is missing between objectives and their assurance, counted.
        not_rated: assessments that could not be rated, and risks without a current one.
        unrated: refs of the risks whose current assessment could not be rated.
        performance: indicators as judged, and what is done towards objectives.
        groups: the actions by state, as a sweep on that day would leave them; what the calendar moved first.
        untold: what could not be evaluated, and why, a sentence each.
        assumed: what schemes and indicators take for granted although their sources do not state it.
        made: what the report was made with.
    """

    title: str
    facts: tuple[str, ...]
    as_of: date
    summary: tuple[Tally, ...]
    maps: tuple[Map, ...]
    moved: Moved | None
    above: tuple[Above, ...]
    gaps: Gaps
    not_rated: tuple[NotRated, ...]
    unrated: tuple[str, ...]
    performance: Performance
    groups: tuple[Group, ...]
    untold: tuple[str, ...]
    assumed: tuple[str, ...]
    made: Provenance

    @property
    def above_title(self) -> str:
        """Heading of the risks above tolerance."""
        return f"Above tolerance ({len(self.above)})"

    @property
    def not_rated_table(self) -> Table:
        """The assessments without a rating."""
        return Table.of(f"Not rated ({len(self.not_rated)})", _NOT_RATED, self.not_rated)

    @property
    def groups_title(self) -> str:
        """Heading of the actions."""
        return f"Actions by state on {self.as_of}"

    @property
    def untold_title(self) -> str:
        """Heading of what could not be evaluated."""
        return "Not evaluated"

    @property
    def assumed_title(self) -> str:
        """Heading of what is assumed."""
        return "Assumed, because the source does not state it"


def report_on(
    register: Register,
    *,
    as_of: date,
    schemes: Mapping[str, BaseScheme],
    workflows: Mapping[str, Workflow],
    before: Register | None = None,
    ref_map: RefMap | Mapping[str, str] | None = None,
) -> Report:
    """Find out what a register holds on a day, and what moved since an earlier edition.

    Args:
        register: the register; actions are shown as a sweep on that day would leave them.
        as_of: the day in question.
        schemes: scoring schemes at hand, by id.
        workflows: lifecycles at hand, by id.
        before: an earlier edition to compare with. Without one the map shows only where the targets expect
            risks to go.
        ref_map: which risks of the earlier edition continue; the same refs unless given.

    Returns:
        The report, for one of the forms to write down.

    Raises:
        RefMapError: nobody can tell which risks continue.
        TypeError: an argument is of another kind.
        ValueError: there is a map, and no earlier edition.
    """
    require_register(register)
    require_day(as_of)
    require_schemes(schemes)
    if ref_map is not None and before is None:
        raise ValueError(
            "ref_map says which risks of an earlier edition continue; give that edition as before"
        )
    stood = [rate_risk_on(register, risk, schemes, as_of) for risk in register.risks]
    rated = [each.rated for each in stood]
    facts = Facts(register, schemes, as_of)
    standings = [standing(located, workflows, facts, as_of) for located in register.all_actions]
    ratings = [rating for each in rated for rating in _ratings(each)]
    live = {each.path for each in live_risks(register, workflows, as_of)}
    open_ = [each for i, each in enumerate(rated) if pointer("risks", i) in live]
    closed = [each for i, each in enumerate(rated) if pointer("risks", i) not in live]
    moved, found = None, None
    if before is not None:
        after = register_on(register, schemes, as_of)
        moved, found = compared(before, after, rated, schemes, ref_map)
    escalated = escalations(register, schemes, workflows, as_of=as_of)
    signs = marks(rated, schemes, found)
    performed = performance(register.indicators, register.objectives, as_of=as_of)
    found_coverage = coverage(register, schemes, workflows, as_of=as_of)
    used = [schemes[id_] for id_ in sorted({rating.scheme for rating in ratings})]
    lifecycles = {lifecycle_of(located.item) for located in register.all_actions}
    heading = (
        register.organisation,
        f"edition {register.edition}" if register.edition else None,
        f"as of {as_of}",
        f"scheme {register.scheme}" if register.scheme else None,
    )
    return Report(
        title=register.title,
        facts=tuple(fact for fact in heading if fact),
        as_of=as_of,
        summary=tuple(_summary(open_, len(closed), performed, standings)),
        maps=tuple(_map(open_, closed, scheme, signs) for scheme in used),
        moved=moved,
        above=tuple(_above(rated, standings, register, schemes, escalated)),
        gaps=gaps_of(found_coverage),
        not_rated=tuple(_not_rated(open_)),
        unrated=found_coverage.unrated,
        performance=performed,
        groups=tuple(_groups(standings)),
        untold=(
            *dated_later(each for i, each in enumerate(stood) if pointer("risks", i) in live),
            *found_coverage.not_evaluated,
            *_not_at_hand(lifecycles, workflows),
        ),
        assumed=(
            *(f"{scheme.id}: {fact}" for scheme in used for fact in scheme.assumed),
            *performed.assumed,
        ),
        made=provenance(ratings=ratings, workflows=[workflows[id_] for id_ in lifecycles & workflows.keys()]),
    )


def _ratings(each: RatedRisk) -> Iterator[Rating]:
    return (rating for rating in (each.inherent, each.current, each.target) if rating is not None)


def _map(
    rated: Sequence[RatedRisk],
    closed: Sequence[RatedRisk],
    scheme: BaseScheme,
    signs: Mapping[str, str],
) -> Map:
    drawn = heat_map(rated, scheme, movements=signs)
    left_out = sum(each.current is not None and each.current.scheme == scheme.id for each in closed)
    return Map(scheme, drawn, rated_table(rated, scheme) if drawn is None else None, left_out)


def _summary(
    rated: Sequence[RatedRisk], closed: int, performed: Performance, standings: Sequence[Standing]
) -> Iterator[Tally]:
    current = [each.current for each in rated]
    if rated or closed:
        sides = ["not rated" if rating is None else _SIDES[rating.within_tolerance] for rating in current]
        yield Tally.of("Risks", [*sides, *repeat("closed", closed)], total=len(rated) + closed)
    bands = [rating.band.label for rating in current if rating is not None and rating.band is not None]
    if bands:
        yield Tally.of("Bands", bands)
    if performed.measures:
        statuses = (
            "status not evaluated" if each.judged.rag is None else each.status for each in performed.measures
        )
        yield Tally.of("Indicators", statuses, total=len(performed.measures))
        yield Tally.of("Trends", (each.trend for each in performed.measures))
    if performed.statuses:
        yield Tally.of("Delivery activities", performed.statuses, total=len(performed.statuses))
    if standings:
        yield Tally.of("Actions", (each.state for each in standings), total=len(standings))


def _not_at_hand(lifecycles: Iterable[str], workflows: Mapping[str, Workflow]) -> Iterator[str]:
    for name in sorted(set(lifecycles) - workflows.keys()):
        hint = did_you_mean(name, workflows)
        yield f'the states of actions by the day: the lifecycle "{name}" is not loaded{hint}'


def _above(
    rated: Sequence[RatedRisk],
    standings: Sequence[Standing],
    register: Register,
    schemes: Mapping[str, BaseScheme],
    escalated: Iterable[Escalation],
) -> Iterator[Above]:
    by_path: dict[str, list[Escalation]] = {}
    for escalation in escalated:
        by_path.setdefault(escalation.path, []).append(escalation)
    rest = iter(standings)  # the risks' own come first, in the order of the risks
    for i, each in enumerate(rated):
        states = [own.state for own in islice(rest, len(each.risk.actions))]
        going = by_path.get(pointer("risks", i))
        if each.current is not None and going is not None:
            yield Above(
                ref=each.risk.ref,
                title=each.risk.title,
                rating=each.current,
                scheme=schemes[each.current.scheme],
                actions=Tally.of("Actions", states) if states else None,
                target=each.target,
                unrated=each.unrated.get("target"),
                told=f"{way_of(register, going)} {told_of(going)}".strip(),
            )


def _not_rated(rated: Iterable[RatedRisk]) -> Iterator[NotRated]:
    for each in rated:
        if each.risk.current is None:
            yield NotRated(each.risk.ref, each.risk.title, "current", "not assessed")
        for phase, why in each.unrated.items():
            yield NotRated(each.risk.ref, each.risk.title, phase, why)


def _groups(standings: Sequence[Standing]) -> Iterator[Group]:
    moved_first = sorted(standings, key=lambda each: not each.by_itself)
    for state in dict.fromkeys(each.state for each in moved_first):
        yield Group(state, tuple(each for each in standings if each.state == state))
