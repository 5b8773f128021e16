"""The report as plain text: summary, heat map, what is above tolerance and why, actions by state."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from textwrap import wrap

import attrs

from govkit.analysis import RatedRisk, rate_risk
from govkit.errors import UnknownNameError
from govkit.model import Action, Located, Register
from govkit.report.heatmap import heat_map
from govkit.scoring import Rating, Scheme
from govkit.workflow import Workflow, state_of, sweep

_WIDTH = 100
_UNKNOWN = "state not known"


@attrs.frozen(kw_only=True)
class _Standing:
    """An action as it stands on the day: its state by now, and since when if the calendar moved it."""

    located: Located[Action]
    state: str
    since: date | None = None


def text_report(
    register: Register,
    *,
    as_of: date,
    schemes: Mapping[str, Scheme],
    workflows: Mapping[str, Workflow],
) -> str:
    """Say what a register holds on a day.

    Args:
        register: the register; actions are shown as a sweep on that day would leave them.
        as_of: the day in question.
        schemes: scoring schemes at hand, by id.
        workflows: lifecycles at hand, by id.

    Returns:
        Lines of at most about 100 characters, ending in a newline.
    """
    rated = [rate_risk(risk, schemes) for risk in register.risks]
    standings = [_standing(located, workflows, as_of) for located in register.all_actions]
    used = sorted({rating.scheme for each in rated for rating in _ratings(each)})
    parts = [
        _head(register, as_of),
        _summary(rated, standings),
        *(_map(rated, schemes[id_]) for id_ in used),
        _above(rated, standings),
        _unrated(rated),
        _actions(standings, as_of),
        _assumed([schemes[id_] for id_ in used]),
    ]
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def _ratings(each: RatedRisk) -> Iterator[Rating]:
    return (rating for rating in (each.inherent, each.current, each.target) if rating is not None)


def _standing(located: Located[Action], workflows: Mapping[str, Workflow], as_of: date) -> _Standing:
    action = located.item
    workflow = workflows.get(action.workflow or Action.KIND)
    if workflow is None:
        return _Standing(located=located, state=action.state or _UNKNOWN)
    try:
        swept, events = sweep(workflow, [(action, located.address)], as_of=as_of)
    except UnknownNameError:
        return _Standing(located=located, state=f"{action.state} ({_UNKNOWN} to {workflow.id})")
    return _Standing(
        located=located,
        state=state_of(workflow, swept[0]),
        since=events[-1].effective if events else None,
    )


def _head(register: Register, as_of: date) -> Iterator[str]:
    yield register.title
    yield "=" * len(register.title)
    facts = [
        register.organisation,
        f"edition {register.edition}" if register.edition else None,
        f"as of {as_of}",
        f"scheme {register.scheme}" if register.scheme else None,
    ]
    yield " · ".join(fact for fact in facts if fact)


def _summary(rated: Sequence[RatedRisk], standings: Sequence[_Standing]) -> Iterator[str]:
    if rated:
        sides = Counter(
            "not rated"
            if each.current is None
            else {True: "within tolerance", False: "above tolerance", None: "under no tolerance"}[
                each.current.within_tolerance
            ]
            for each in rated
        )
        yield f"Risks: {len(rated)}, of which {_counts(sides)}"
        bands = Counter(
            each.current.band.label for each in rated if each.current is not None and each.current.band
        )
        if bands:
            yield f"Bands: {_counts(bands)}"
    if standings:
        yield f"Actions: {len(standings)}, of which {_counts(Counter(each.state for each in standings))}"


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counter.most_common())


def _map(rated: Sequence[RatedRisk], scheme: Scheme) -> Iterator[str]:
    drawn = heat_map(rated, scheme)
    if drawn is None:
        yield f"Current ratings under {scheme.id}: no map, it has {len(scheme.factors)} factors"
    else:
        yield f"Current ratings under {scheme.id} {scheme.version}"
        yield ""
        yield str(drawn)


def _above(rated: Sequence[RatedRisk], standings: Sequence[_Standing]) -> Iterator[str]:
    above = [each for each in rated if each.current is not None and each.current.within_tolerance is False]
    if not above:
        return
    yield f"Above tolerance ({len(above)})"
    for each in above:
        rating, ref = each.current, each.risk.ref
        yield ""
        yield from wrap(f"{ref}  {rating}: {each.risk.title}", _WIDTH, subsequent_indent="  ")
        yield from _indented(rating.explanation if rating else "")
        mine = [s for s in standings if s.located.address.startswith(ref + "/")]
        overdue = Counter(s.state for s in mine)
        actions = f"Actions: {_counts(overdue)}." if mine else "It has no action."
        target = f"Target: {each.target}." if each.target else "No target is recorded."
        yield from _indented(f"{actions} {target}")


def _unrated(rated: Sequence[RatedRisk]) -> Iterator[str]:
    reasons = [(each.risk.ref, phase, why) for each in rated for phase, why in each.unrated.items()]
    if reasons:
        yield f"Not rated ({len(reasons)})"
        for ref, phase, why in reasons:
            yield from _indented(f"{ref}, {phase}: {why}")


def _actions(standings: Sequence[_Standing], as_of: date) -> Iterator[str]:
    if not standings:
        return
    yield f"Actions by state on {as_of}"
    for state in dict.fromkeys(each.state for each in sorted(standings, key=lambda s: s.since is None)):
        mine = [each for each in standings if each.state == state]
        yield ""
        yield f"{state} ({len(mine)})"
        for each in mine:
            action = each.located.item
            due = f", due {action.due.text}" if action.due is not None else ""
            since = f", {state} since {each.since}" if each.since else ""
            owner = f", {action.owner}" if action.owner else ""
            yield from _indented(f"{each.located.address}  {action.title}{due}{owner}{since}")


def _assumed(schemes: Sequence[Scheme]) -> Iterator[str]:
    facts = [f"{scheme.id}: {fact}" for scheme in schemes for fact in scheme.assumed]
    if facts:
        yield "Assumed, because the source does not state it"
        for fact in facts:
            yield from _indented(fact)


def _indented(text: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="    ")
