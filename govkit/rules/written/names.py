"""What a name in a rule stands for, and how it is read of an item."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any, Final, get_args, get_type_hints

import attrs

from govkit.analysis import Unrated
from govkit.formats.keys import keys_of
from govkit.model import PHASES, Action, Assessment, Located, Phase, Register, Risk, WrittenDate, pointer
from govkit.rules.rule import Context, Over
from govkit.scoring import BaseScheme, Rating
from govkit.workflow.path import Known, Lacking, Parts, names_of, walk

Get = Callable[[Located[Any], Context], Any]
"""Reads something of an item: a value, None where nothing is recorded, or ``Untold``."""

MAPPING: Final = "a mapping"
"""What names lead to and not through, such as the levels of an assessment."""


@attrs.frozen
class Untold:
    """Why something is not known, in a clause."""

    reason: str


@attrs.frozen(kw_only=True)
class Read:
    """What a name stands for.

    Args:
        parts: the name, taken apart.
        types: the types it may have, None left out.
        items: the types of the entries of a list.
        get: reads it.
        path: JSON Pointer, from the item, of the innermost element of the file that the name leads through.
        whole: whether the whole name is that element.
        parent: what the last part of the name is read of; None for the first.
        scheme: finds the scheme that the value is of, where it is one of a band.
        of_band: which attribute of the bands it is one of; "" if of none.
    """

    parts: Parts
    types: tuple[type, ...]
    items: tuple[type, ...] = ()
    get: Get
    path: str = ""
    whole: bool = False
    parent: "Read | None" = None
    scheme: Callable[[Located[Any], Context], BaseScheme] | None = None
    of_band: str = ""


def _rating(assessment: Assessment, context: Context) -> Rating | Untold:
    rating = context.rate(assessment)
    return Untold(rating.reason) if isinstance(rating, Unrated) else rating


def _value(assessment: Assessment, context: Context) -> object:
    rating = _rating(assessment, context)
    return rating if isinstance(rating, Untold) else rating.value


def _band(assessment: Assessment, context: Context, *, name: str) -> object:
    rating = _rating(assessment, context)
    if isinstance(rating, Untold):
        return rating
    return Untold(f"{rating.scheme} has no bands") if rating.band is None else getattr(rating.band, name)


def _above_tolerance(assessment: Assessment, context: Context) -> object:
    rating = _rating(assessment, context)
    if isinstance(rating, Untold):
        return rating
    within = rating.within_tolerance
    return Untold(f"{rating.scheme} sets no tolerance") if within is None else not within


def _days_since(day: date, context: Context) -> int:
    return (context.as_of - day).days


def _days_until(day: date, context: Context) -> int:
    return (day - context.as_of).days


def _count(entries: tuple[object, ...], _: Context) -> int:
    return len(entries)


@attrs.frozen
class Fact:
    """What is not recorded and follows from what is.

    Args:
        types: the types it may have.
        work_out: works it out.
        of_band: which attribute of a band it is; "" if of none.
    """

    types: tuple[type, ...]
    work_out: Callable[[Any, Context], object]
    of_band: str = ""


OF_ASSESSMENTS: Final[Mapping[str, Fact]] = {
    "value": Fact((int, Decimal, str), _value),
    "band": Fact((str,), partial(_band, name="key"), "key"),
    "band_label": Fact((str,), partial(_band, name="label"), "label"),
    "above_tolerance": Fact((bool,), _above_tolerance),
}
"""Facts of an assessment, and of a risk by its current one."""

OF_DAYS: Final[Mapping[str, Fact]] = {
    "days_since": Fact((int,), _days_since),
    "days_until": Fact((int,), _days_until),
}
"""Facts of a day."""

OF_LISTS: Final[Mapping[str, Fact]] = {"count": Fact((int,), _count)}
"""Facts of a list."""

_FACTS: Final[Mapping[type, Mapping[str, Fact]]] = {
    Assessment: OF_ASSESSMENTS,
    date: OF_DAYS,
    tuple: OF_LISTS,
}

ITEMS: Final[Mapping[Over, type]] = {
    Over.REGISTER: Register,
    Over.RISK: Risk,
    Over.ASSESSMENT: Assessment,
    Over.ACTION: Action,
}
"""What a rule over each kind of item is given."""


def _risk(at: Located[Any], context: Context) -> Risk | None:
    head, place = at.path.split("/")[1:3]
    return context.register.risks[int(place)] if head == "risks" else None


def _phase(at: Located[Any], _: Context) -> Phase:
    return Phase(at.path.rpartition("/")[2])


def _address(at: Located[Any], _: Context) -> str:
    return at.address


def _as_of(_: Located[Any], context: Context) -> date:
    return context.as_of


def _register(_: Located[Any], context: Context) -> Register:
    return context.register


def _item(at: Located[Any], _: Context) -> Any:
    return at.item


_BELONGS_TO_RISK: Final = (Over.ASSESSMENT, Over.ACTION)
_EVERYWHERE: Final = tuple(Over)
ROOTS: Final[Mapping[str, tuple[type, Get, tuple[Over, ...]]]] = {
    "as_of": (date, _as_of, _EVERYWHERE),
    "address": (str, _address, _EVERYWHERE),
    "register": (Register, _register, (Over.RISK, *_BELONGS_TO_RISK)),
    "risk": (Risk, _risk, _BELONGS_TO_RISK),
    "phase": (Phase, _phase, (Over.ASSESSMENT,)),
}
"""Names that are no fields of the item: what each is, how it is read, and in rules over what it is there."""


@lru_cache(maxsize=4096)
def read_of(over: Over, parts: Parts) -> Read | Lacking:
    """Find what a name stands for in a rule.

    Args:
        over: what the rule looks at.
        parts: the name, taken apart.

    Returns:
        How it is read, or what it lacks.
    """
    roots = {name: root for name, root in ROOTS.items() if over in root[2]}
    item = Read(parts=(), types=(ITEMS[over],), get=_item, whole=True)
    head, *rest = parts
    found: Read | Lacking
    if head in roots:
        cls, get, _ = roots[head]
        found = Read(parts=(head,), types=(cls,), get=get)
    elif over is Over.ACTION and head in OF_ASSESSMENTS:
        # As in a lifecycle of actions, what is said of a risk's rating is there for its actions.
        found = read_of(over, ("risk", head))
    else:
        found = _part(item, head)
        if isinstance(found, Lacking):
            return attrs.evolve(found, known=(*found.known, *roots))
    for name in rest:
        if isinstance(found, Lacking):
            break
        found = _part(found, name)
    return found


def _part(owner: Read, name: str) -> Read | Lacking:
    for cls in owner.types:
        if cls is Risk and name in OF_ASSESSMENTS:
            current = _part(owner, "current")
            assert isinstance(current, Read)  # noqa: S101 - every risk has the field
            return _part(current, name)
        fact = _FACTS.get(cls, {}).get(name)
        if fact is not None:
            return _fact(owner, name, fact)
    known = Known() if owner.types == (date,) else walk(Known(owner.types), (name,))
    if isinstance(known, Lacking) or not known.types:
        return Lacking(name, a(owner.types[0]), tuple(_names(owner.types[0])))
    cls = owner.types[0]
    key = keys_of(cls).get(name) if owner.whole and attrs.has(cls) and cls is not WrittenDate else None
    items: tuple[type, ...] = ()
    if tuple in known.types:
        items = tuple(each for each in get_args(get_type_hints(cls)[name])[:1] if isinstance(each, type))
    return Read(
        parts=(*owner.parts, name),
        types=known.types,
        items=items,
        get=_in_force(owner, name) if cls is Risk and name in PHASES else _attribute(owner, name),
        path=owner.path if key is None else owner.path + pointer(key),
        whole=key is not None,
        parent=owner,
    )


def _attribute(owner: Read, name: str) -> Get:
    if not owner.parts:
        of_item = attrgetter(f"item.{name}")
        return lambda at, _: of_item(at)
    of_owner, of_value = owner.get, attrgetter(name)

    def get(at: Located[Any], context: Context) -> Any:
        value = of_owner(at, context)
        return value if value is None or isinstance(value, Untold) else of_value(value)

    return get


def _in_force(owner: Read, phase: str) -> Get:
    """Read the assessment of a risk that was in force on the day."""
    of_owner, of_phase = owner.get, attrgetter(phase)

    def get(at: Located[Any], context: Context) -> Any:
        risk = of_owner(at, context)
        if risk is None:
            return None
        stood = context.risk_on(risk)
        if phase in stood.later:
            return Untold(f"the {phase} assessment is dated later than {context.as_of}")
        return of_phase(stood.rated.risk)

    return get


def _fact(owner: Read, name: str, fact: Fact) -> Read:
    of_owner, work_out = owner.get, fact.work_out

    def get(at: Located[Any], context: Context) -> Any:
        value = of_owner(at, context)
        return value if value is None or isinstance(value, Untold) else work_out(value, context)

    def scheme(at: Located[Any], context: Context) -> BaseScheme:
        return context.schemes[of_owner(at, context).scheme]

    return Read(
        parts=(*owner.parts, name),
        types=fact.types,
        get=get,
        path=owner.path,
        parent=owner,
        scheme=scheme if fact.of_band else None,
        of_band=fact.of_band,
    )


def _names(cls: type) -> Iterator[str]:
    """List what can be read of a class's instances, and what follows from them."""
    if cls is not date:
        for name in names_of(cls):
            step = walk(Known((cls,)), (name,))
            if isinstance(step, Known) and step.types:
                yield name
    yield from OF_ASSESSMENTS if cls is Risk else _FACTS.get(cls, {})


def a(cls: type) -> str:
    """Say what something of a class is ("a text", "a written date", "an action")."""
    if cls is tuple:
        return "a list"
    if issubclass(cls, Mapping):
        return MAPPING
    sort = Known((cls,)).sort or ""
    if sort != f"a {cls.__name__}":
        return sort
    words = "".join(f" {each.lower()}" if each.isupper() else each for each in cls.__name__).strip()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def first_missing(read: Read, at: Located[Any], context: Context) -> Read:
    """Find the first part of a name at which nothing is recorded.

    Args:
        read: what stands for nothing there.
        at: the item with its place.
        context: the register and the day.
    """
    while read.parent is not None and read.parent.get(at, context) is None:
        read = read.parent
    return read
