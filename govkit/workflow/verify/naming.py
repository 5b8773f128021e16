"""Checks of names: fields that guards read, facts that are declared, fields that rows change."""

from collections.abc import Iterable, Iterator, Mapping

from govkit.errors import did_you_mean
from govkit.workflow.field import BEFORE, Field
from govkit.workflow.guard import Compare, Op
from govkit.workflow.path import (
    DAY,
    ENTITIES,
    NUMBER,
    TEXT,
    TRUTH,
    Known,
    Lacking,
    names_of,
    sort_of,
)
from govkit.workflow.verify.check import Answer, Breach, Kind, check
from govkit.workflow.verify.names import OCCASION
from govkit.workflow.verify.survey import Place, Survey, Untold
from govkit.workflow.verify.valuation import CannotTellError, leaves


def _unknown_kind(survey: Survey) -> Untold:
    kinds = ", ".join(sorted(ENTITIES))
    return Untold(f'what an item of the kind "{survey.workflow.kind}" has is not known; known kinds: {kinds}')


def _by_name(places: Iterable[Place]) -> Mapping[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.field.name, []).append(place)
    return found


def _breach(places: Iterable[Place], verb: str, message: str) -> Breach:
    """Say what is wrong at several places: ``row 2 (…) reads …``, ``row 2 (…) and row 3 (…) read …``."""
    held = list(places)
    where = tuple(dict.fromkeys(place.said for place in held))
    return Breach(
        f"{' and '.join(where)} {verb}{'s' if len(where) == 1 else ''} {message}",
        tuple(dict.fromkeys(state for place in held for state in place.states)),
        tuple(dict.fromkeys(trigger for place in held for trigger in place.triggers)),
    )


@check("names-known", Kind.FAULT)
def names_known(survey: Survey) -> Iterator[Answer]:
    """Every name that a guard reads stands for something.

    What it does
    Looks each dotted name up: among the fields of the kind of item the lifecycle is for, among the facts it
    declares, and among ``as_of``, ``by``, ``why`` and ``before``. Reports each that is in none of them.

    Why it matters
    The guard raises an error on the day it is first asked.

    Example
    ``Present(Field("due.lst"))``, or a guard that reads ``above_tolerance`` in a lifecycle that does not
    declare it.

    Instead
    Correct the name; or declare the fact, if whoever fires supplies it.
    """
    unknown_kind = False
    for name, places in _by_name(survey.reads).items():
        parts = places[0].field.parts
        found = survey.names.find(parts)
        if isinstance(found, Lacking):
            hint = did_you_mean(found.name, found.known)
            facts = ", nor is there such a fact" if found.name == parts[0] else ""
            lack = f'"{name}", and {found.owner} has no "{found.name}"{facts}{hint}'
            yield _breach(places, "read", lack)
        unknown_kind |= survey.names.entity is None and not survey.names.stands_still(parts)
    if unknown_kind:
        yield _unknown_kind(survey)


@check("waits-for-a-day", Kind.FAULT)
def waits_for_a_day(survey: Survey) -> Iterator[Answer]:
    """What a row waits for or takes effect on is a day.

    What it does
    Reports each row whose ``after`` or ``since`` names something that is known to be no calendar day.

    Why it matters
    A date as written may be a month, or no date at all; the sweep needs a day that can be over, and an event
    a day it takes effect on. Anything else raises an error.

    Example
    ``after=Field("due")`` in a lifecycle of actions.

    Instead
    Name the last day of it: ``Field("due.last")``.
    """
    for place, row in enumerate(survey.rows):
        for verb, field in (("waits for", row.after), ("takes effect on", row.since)):
            found = None if field is None else survey.names.find(field.parts)
            if field is None or not isinstance(found, Known) or found.sort in (DAY, None):
                continue
            yield Breach(
                f'{survey.row(place)} {verb} "{field.name}", which is {found.sort} and no day'
                f"{_days_of(survey, field, found)}",
                tuple(dict.fromkeys(row.sources)),
                (row.trigger,),
            )


def _days_of(survey: Survey, field: Field, known: Known) -> str:
    names = [f"{field.name}.{name}" for cls in known.types for name in names_of(cls)]
    days = []
    for name in names:
        found = survey.names.find(tuple(name.split(".")))
        if isinstance(found, Known) and found.sort == DAY:
            days.append(f'"{name}"')
    return f"; a day is {' or '.join(days)}" if days else ""


@check("compares-like-with-like", Kind.FAULT)
def compares_like_with_like(survey: Survey) -> Iterator[Answer]:
    """What is compared can be compared.

    What it does
    Reports each comparison of two things that are known to be of different sorts (a day, a number, a text, a
    yes or no, a date as written), each that asks for the order of things without one, and each name that is
    compared with constants of different sorts.

    Why it matters
    Asked for an order, Python raises an error; asked whether they are equal, it says no for ever.

    Example
    ``Compare(Field("due"), Op.LT, AS_OF)``: a date as written is no day.

    Instead
    Compare the last or first day of it: ``Field("due.last")``.
    """
    constants: dict[str, tuple[set[str], list[Place]]] = {}
    for said, guard in survey.guards.items():
        try:
            found = leaves([guard])
        except CannotTellError as error:
            yield Untold(str(error), said)
            continue
        for leaf in (leaf for leaf in found if isinstance(leaf, Compare)):
            places = [each for each in survey.reads if each.said == said and each.field == leaf.left]
            wrong = _unlike(survey, leaf)
            if wrong:
                yield _breach(places, *wrong)
            elif not isinstance(leaf.right, Field):
                sorts, where = constants.setdefault(leaf.left.name, (set(), []))
                sorts.add(_loose(sort_of(leaf.right)))
                where += places
    for name, (sorts, places) in constants.items():
        if len(sorts) > 1:
            yield _breach(places, "compare", f'"{name}" as {" and as ".join(sorted(sorts))}')


def _loose(sort: str) -> str:
    """Take yes and no for the numbers that they are to Python."""
    return NUMBER if sort == TRUTH else sort


def _unlike(survey: Survey, leaf: Compare) -> tuple[str, str] | None:
    """Say why two things cannot be compared, if they cannot."""
    left = _sort(survey, leaf.left)
    right = _sort(survey, leaf.right) if isinstance(leaf.right, Field) else sort_of(leaf.right)
    shown = f'"{leaf.right.name}"' if isinstance(leaf.right, Field) else repr(leaf.right)
    if left is not None and right is not None and _loose(left) != _loose(right):
        return "compare", f'"{leaf.left.name}", which is {left}, with {shown}, which is {right}'
    sort = left or right
    if leaf.op in (Op.EQ, Op.NE) or sort in (DAY, NUMBER, TEXT, TRUTH, None):
        return None
    return "ask", f'for the order of "{leaf.left.name}" and {shown}, and {sort} has none'


def _sort(survey: Survey, field: Field) -> str | None:
    found = survey.names.find(field.parts)
    return found.sort if isinstance(found, Known) else None


@check("changes-what-can-change", Kind.FAULT)
def changes_what_can_change(survey: Survey) -> Iterator[Answer]:
    """What a row changes or clears is a field that can be changed, or be empty.

    What it does
    Looks up the names in ``changes`` and ``clears`` among the fields that the kind of item lets anybody
    change, and reports the others; and reports each field a row clears that has to hold something.

    Why it matters
    A slip in ``changes`` blocks the change that was meant. One in ``clears`` raises an error when the row is
    taken.

    Example
    ``changes=("due",)`` in a lifecycle of actions: what moves is the deadline.

    Instead
    Name the fields as ``revised`` takes them.
    """
    entity = survey.names.entity
    if entity is None:
        if any(row.clears or row.changes for row in survey.rows):
            yield _unknown_kind(survey)
        return
    able = sorted(entity.CHANGEABLE)
    for place, row in enumerate(survey.rows):
        sources = tuple(dict.fromkeys(row.sources))
        for verb, names in (("lets people change", row.changes or ()), ("clears", row.clears)):
            for name in names:
                if name not in able:
                    wrong = f"no field that can be changed{did_you_mean(name, able)}"
                elif verb == "clears" and not _may_be_empty(survey, name):
                    wrong = "a field that cannot be empty"
                else:
                    continue
                yield Breach(f'{survey.row(place)} {verb} "{name}", {wrong}', sources, (row.trigger,))


def _may_be_empty(survey: Survey, name: str) -> bool:
    found = survey.names.find((name,))
    return isinstance(found, Known) and found.optional


@check("facts-are-read", Kind.ADVICE)
def facts_are_read(survey: Survey) -> Iterator[Answer]:
    """Every fact that is declared is read.

    What it does
    Reports each declared fact that no guard reads, nor what holds in a state.

    Why it matters
    Whoever fires has to supply it, for nothing; or a guard that was meant to read it reads something else.

    Example
    ``facts=(Field("above_tolerance"),)`` in a lifecycle whose guards read ``band``.

    Instead
    Leave it out, or let the guard read it.
    """
    for fact in survey.workflow.facts:
        if not any(place.field.parts[: len(fact.parts)] == fact.parts for place in survey.reads):
            yield Breach(f'the fact "{fact.name}" is declared, and nothing reads it')


@check("facts-hide-nothing", Kind.ADVICE)
def facts_hide_nothing(survey: Survey) -> Iterator[Answer]:
    """A declared fact has a name of its own.

    What it does
    Reports each declared fact that is called like a field of the item, or like ``as_of``, ``by``, ``why`` or
    ``before``.

    Why it matters
    Facts come first: a guard that reads the field gets the fact, and nobody can see it.

    Example
    A fact ``owner`` in a lifecycle of actions, which have an owner.

    Instead
    Give the fact another name.
    """
    entity = survey.names.entity
    fields = () if entity is None else tuple(names_of(entity))
    for fact in survey.workflow.facts:
        head = fact.parts[0]
        if head in (*OCCASION, BEFORE):
            yield Breach(f'the fact "{fact.name}" is called like "{head}", which is always there')
        elif head in fields:
            kind = survey.workflow.kind
            yield Breach(f'the fact "{fact.name}" is called like a field of the kind "{kind}", and hides it')
