"""Checks of the ways through a lifecycle: what is reached, what is final, who has to act."""

from collections.abc import Iterable, Iterator, Mapping

from govkit.workflow.verify.check import Answer, Breach, Kind, check
from govkit.workflow.verify.survey import Survey, quoted


def _spread(start: Iterable[str], steps: Mapping[str, set[str]]) -> set[str]:
    """Follow steps from state to state."""
    reached, waiting = set(start), list(start)
    while waiting:
        fresh = steps.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting += fresh
    return reached


def _steps(survey: Survey, *, back: bool = False) -> dict[str, set[str]]:
    """Collect the steps that rows which can be taken make between states."""
    steps: dict[str, set[str]] = {}
    for state in survey.workflow.state:
        for place, target in survey.ways_out(state):
            if place in survey.live:
                one, other = (target, state) if back else (state, target)
                steps.setdefault(one, set()).add(other)
    return steps


@check("every-state-reached", Kind.FAULT)
def every_state_reached(survey: Survey) -> Iterator[Answer]:
    """Every state can be reached from the initial one.

    What it does
    Follows the rows from the initial state, those left out whose conditions can never hold, and reports each
    state at which it never arrives.

    Why it matters
    A state that nothing can be in is a step of the procedure that will never be taken, and nobody will miss
    it.

    Example
    A state "On hold" that rows lead out of, and none into.

    Instead
    Add the row that leads there, or take the state away.
    """
    initial = survey.workflow.initial
    reached = _spread([initial], _steps(survey))
    for state in survey.workflow.state:
        if state in reached:
            continue
        into = [(place, row) for place, row in enumerate(survey.rows) if row.target == state]
        sources = dict.fromkeys(source for _, row in into for source in row.sources if source != state)
        if not sources:
            why = "no row leads there"
        elif reached.isdisjoint(sources):
            why = f"rows lead there only from {quoted(sources)}, out of reach too"
        else:
            why = "the rows that lead there can never be taken"
        yield Breach(
            f'"{state}" cannot be reached from "{initial}": {why}',
            (state,),
            tuple(dict.fromkeys(row.trigger for _, row in into)),
        )


@check("end-in-reach", Kind.FAULT)
def end_in_reach(survey: Survey) -> Iterator[Answer]:
    """From every state a final one can be reached, or, where none is final, the initial one.

    What it does
    Follows the rows back from the final states, those left out whose conditions can never hold, and reports
    each state at which it never arrives. A lifecycle without a final state comes round instead: there it does
    so from the initial state.

    Why it matters
    What cannot come to an end stays on the agenda for ever, and is carried from register to register.

    Example
    A state "Disputed" that one row leads into and none out of.

    Instead
    Add a row that leads on, or mark the state as final.
    """
    final = [name for name, state in survey.workflow.state.items() if state.final]
    goal = "no final state can be reached" if final else f'nothing leads back to "{survey.workflow.initial}"'
    ending = _spread(final or [survey.workflow.initial], _steps(survey, back=True))
    for state in survey.workflow.state:
        if state in ending:
            continue
        out = list(survey.ways_out(state))
        open_ = dict.fromkeys(target for place, target in out if place in survey.live)
        if not out:
            why = "no row leads out of it"
        elif open_:
            why = f"its rows lead to {quoted(open_)} alone"
        else:
            why = "the rows that lead out of it can never be taken"
        triggers = dict.fromkeys(survey.rows[place].trigger for place, _ in out)
        yield Breach(f'from "{state}" {goal}: {why}', (state,), tuple(triggers))


@check("final-stays-final", Kind.FAULT)
def final_stays_final(survey: Survey) -> Iterator[Answer]:
    """Nothing leads out of a final state but rows that are marked as reopening.

    What it does
    Reports each row that leads from a final state to another and does not say ``reopens=True``.

    Why it matters
    Final means that nobody need look at it again. A way back is fine if somebody meant it.

    Example
    A row ``start`` from all states, the final one among them.

    Instead
    Leave final states out of the row's sources; or give the way back a row of its own, with ``reopens=True``.
    """
    for name, state in survey.workflow.state.items():
        for place, _ in survey.ways_out(name):
            row = survey.rows[place]
            if state.final and not row.reopens:
                yield Breach(
                    f'{survey.row(place)} leads out of "{name}", which is final, and is not said to reopen',
                    (name,),
                    (row.trigger,),
                )


@check("reopens-what-is-final", Kind.FAULT)
def reopens_what_is_final(survey: Survey) -> Iterator[Answer]:
    """A row that is marked as reopening leads out of final states, and of no other.

    What it does
    Reports each row with ``reopens=True`` that starts from a state which is not final, or that stays where it
    is.

    Why it matters
    The mark tells readers and reports that something was done with and is taken up again. Elsewhere it
    misleads both.

    Example
    A row ``reopen`` from "overdue", which is not final.

    Instead
    Take the mark away, or mark the state as final.
    """
    for place, row in enumerate(survey.rows):
        for source in dict.fromkeys(row.sources) if row.reopens else ():
            if not survey.workflow.state[source].final:
                wrong = f'starts from "{source}", which is not final'
            elif row.target in (None, source):
                wrong = f'does not lead out of "{source}"'
            else:
                continue
            yield Breach(f"{survey.row(place)} is marked as reopening and {wrong}", (source,), (row.trigger,))


@check("reopened-by-people", Kind.FAULT)
def reopened_by_people(survey: Survey) -> Iterator[Answer]:
    """No row leads out of a final state by itself.

    What it does
    Reports each row with ``after`` or ``by_itself`` that leads from a final state to another.

    Why it matters
    A sweep would take up again what people had closed, without anybody's decision.

    Example
    A row that leads from "closed" back to "open" once the deadline is over.

    Instead
    Let somebody fire it; or do not mark the state as final.
    """
    for name, state in survey.workflow.state.items():
        for place, _ in survey.ways_out(name):
            row = survey.rows[place]
            if state.final and row.automatic:
                yield Breach(
                    f'{survey.row(place)} leads out of "{name}", which is final, by itself',
                    (name,),
                    (row.trigger,),
                )


@check("leads-on-by-itself", Kind.INFORMATION)
def leads_on_by_itself(survey: Survey) -> Iterator[Answer]:
    """From every state that is not final something leads on by itself.

    What it does
    Names each state that is not final and that only people's triggers lead out of.

    Why it matters
    What is in such a state stays there until somebody acts. That is often as it should be, and somebody has
    to look.

    Example
    An overdue action: it is extended or closed by people, or stays overdue.

    Instead
    Nothing need be done. Where a day ends the wait, a row with ``after`` says so.
    """
    for name, state in survey.workflow.state.items():
        rows = [survey.rows[place] for place, _ in survey.ways_out(name)]
        if rows and not state.final and not any(row.automatic for row in rows):
            triggers = tuple(dict.fromkeys(row.trigger for row in rows))
            yield Breach(f'from "{name}" only people lead on: {", ".join(triggers)}', (name,), triggers)
