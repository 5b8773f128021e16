"""Checks of single conditions: whether they can hold, can fail, and can hold in a sweep."""

from collections.abc import Iterator

from govkit.workflow.verify.check import Answer, Breach, Kind, check
from govkit.workflow.verify.survey import Survey, Untold, held_in, holds, said
from govkit.workflow.verify.valuation import Occasion


@check("guards-can-hold", Kind.FAULT)
def guards_can_hold(survey: Survey) -> Iterator[Answer]:
    """What a row asks for, and what holds in a state, can be the case.

    What it does
    Looks at every way in which the conditions of a row can come out together, the day it waits for included,
    and reports a row if none of them lets it be taken; and a state if what holds there never can.

    Why it matters
    A trigger that is always blocked is found by the person who needs it, on the day it is needed.

    Example
    A row that asks for a deadline that is past and for one that is still to come.

    Instead
    Join with ``Any_`` what need not hold together, and leave out what contradicts the rest.
    """
    for place, row in enumerate(survey.rows):
        can = survey.can_hold(place)
        if isinstance(can, Untold):
            yield can
        elif not can:
            yield Breach(
                f"{survey.row(place)} can never be taken: it asks that {said(row.conditions)}",
                tuple(dict.fromkeys(row.sources)),
                (row.trigger,),
            )
    for name, state in survey.workflow.state.items():
        if state.holds is None:
            continue
        can = survey.can(held_in(name), [state.holds], Occasion.SWEPT)
        if isinstance(can, Untold):
            yield can
        elif not can:
            yield Breach(f'nothing is ever rightly in "{name}": there {said([state.holds])}', (name,))


@check("automatic-rows-can-fire", Kind.FAULT)
def automatic_rows_can_fire(survey: Survey) -> Iterator[Answer]:
    """A row that fires by itself can do so in a sweep.

    What it does
    Looks at every way in which the conditions of a row with ``after`` or ``by_itself`` can come out in a
    sweep, where nobody acts, no reason is given and nothing is changed, and reports a row that could be taken
    by a person and never by the sweep.

    Why it matters
    Everybody relies on the calendar, and it does nothing.

    Example
    A row with ``by_itself=True`` whose guard asks for a reason.

    Instead
    Leave ``by``, ``why`` and ``before`` out of such a guard; or let people fire the row.
    """
    for place, row in enumerate(survey.rows):
        if not row.automatic or survey.can_hold(place) is False:
            continue
        can = survey.can(survey.row(place), row.conditions, Occasion.SWEPT)
        if isinstance(can, Untold):
            yield can
        elif not can:
            yield Breach(
                f"{survey.row(place)} is to fire by itself and never does: in a sweep nobody acts, no reason "
                f"is given and nothing is changed, and it asks that {said(row.conditions)}",
                tuple(dict.fromkeys(row.sources)),
                (row.trigger,),
            )


@check("guards-can-fail", Kind.ADVICE)
def guards_can_fail(survey: Survey) -> Iterator[Answer]:
    """A guard, and what holds in a state, says something.

    What it does
    Reports a guard that holds in every way it can come out; of a row that waits for a day, in every way once
    that day is over. And a state of which the same is true.

    Why it matters
    A guard that lets everything through was meant to stop something.

    Example
    ``Any_(Present(OWNER), Not(Present(OWNER)))``.

    Instead
    Leave it out, or ask for what was meant.
    """
    for place, row in enumerate(survey.rows):
        if row.guard is None:
            continue
        ways = survey.ways(survey.row(place), row.conditions, survey.occasion(place))
        if isinstance(ways, Untold):
            yield ways
            continue
        day = row.conditions[:-1]
        over = [way for way in ways if holds(day, way)]
        if over and all(row.guard(way) for way in over):
            once = f" once {row.after.label} is over" if row.after is not None else ""
            yield Breach(
                f"the guard of {survey.row(place)} always holds{once}: {said([row.guard])}",
                tuple(dict.fromkeys(row.sources)),
                (row.trigger,),
            )
    for name, state in survey.workflow.state.items():
        if state.holds is None:
            continue
        ways = survey.ways(held_in(name), [state.holds], Occasion.SWEPT)
        if isinstance(ways, Untold):
            yield ways
        elif all(state.holds(way) for way in ways):
            yield Breach(f"{held_in(name)} holds everywhere: {said([state.holds])}", (name,))


@check("holds-on-arrival", Kind.ADVICE)
def holds_on_arrival(survey: Survey) -> Iterator[Answer]:
    """What holds in a state can hold when a row arrives there.

    What it does
    Looks at every way in which the conditions of a row can hold, takes away what the row clears, and reports
    the row if what holds in the state it leads to is false in all of them.

    Why it matters
    The item would be at odds with its state from the first day, and ``check`` would say so of every one.

    Example
    A row that asks for an end and leads to a state in which there is none.

    Instead
    Clear what no longer holds, or correct what holds in the state.
    """
    for place, row in enumerate(survey.rows):
        for source in dict.fromkeys(row.sources):
            name = row.target or source
            held = survey.workflow.state[name].holds
            if held is None or survey.can_hold(place) is False:
                continue
            if survey.can(held_in(name), [held], Occasion.SWEPT) is False:
                continue
            if survey.may_shift([held], row.clears):
                yield Untold(
                    f"{survey.row(place)} clears {', '.join(row.clears)}, and whether that changes what "
                    f'holds in "{name}" is not known'
                )
                continue
            ways = survey.ways(
                f"{survey.row(place)} and {held_in(name)}", [*row.conditions, held], survey.occasion(place)
            )
            if isinstance(ways, Untold):
                yield ways
            elif not any(holds(row.conditions, way) and held(way.without(row.clears)) for way in ways):
                yield Breach(
                    f'{survey.row(place)} leads into "{name}" only when it does not hold there that '
                    f"{said([held])}",
                    (name,),
                    (row.trigger,),
                )
