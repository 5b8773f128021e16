"""Guards: conditions on an item, written once as data, that evaluate, explain and hash themselves."""

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import wraps
from typing import Any, ClassVar, Final, NoReturn

import attrs

from govkit.errors import DefinitionError, did_you_mean
from govkit.model import WrittenDate
from govkit.workflow.wording import AND, OR, Needs, Phrase, every, one_of, phrase

Constant = str | int | bool | date


@attrs.define
class View:
    """What a guard looks at: the facts of the occasion first, then the fields of the item.

    Args:
        item: the item as it would be.
        before: the item as it is.
        facts: the occasion: ``as_of``, ``by``, ``why`` and whatever the toolkit adds.
    """

    item: object
    before: object
    facts: Mapping[str, object]

    def value(self, parts: tuple[str, ...]) -> Any:
        """Follow a dotted name; None as soon as something on the way is None."""
        head, *rest = parts
        if head in self.facts:
            value = self.facts[head]
        elif head == "before":
            value = self.before
        else:
            value = _attribute(self.item, head)
        for name in rest:
            if value is None:
                return None
            value = _attribute(value, name)
        return value


def _attribute(item: object, name: str) -> object:
    try:
        return getattr(item, name)
    except AttributeError:
        kind = type(item).__name__
        known = [key for key in dir(item) if not key.startswith("_")]
        raise DefinitionError("a guard", [f'{kind} has no "{name}"{did_you_mean(name, known)}']) from None


def _label_of(field: "Field") -> str:
    return field.name.replace("_", " ").replace(".", " ")


def _parts_of(field: "Field") -> tuple[str, ...]:
    return tuple(field.name.split("."))


@attrs.frozen
class Field:
    """A name a guard reads, with the words it is spoken of.

    Args:
        name: dotted name: a fact (``as_of``), a field (``owner``), a part of one (``due.last``), or either of
            them before the change (``before.due.last``).
        label: how to say it; the name unless given.
    """

    name: str
    label: str = attrs.field(eq=False, default=attrs.Factory(_label_of, takes_self=True))
    parts: tuple[str, ...] = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(_parts_of, takes_self=True)
    )


AS_OF: Final = Field("as_of", "the day in question")
BY: Final = Field("by", "who does it")
WHY: Final = Field("why", "the reason")


class Op(Enum):
    """How two values may be compared, with the words for it."""

    LT = "<"
    LE = "<="
    EQ = "=="
    NE = "!="
    GE = ">="
    GT = ">"

    @property
    def words(self) -> str:
        """The comparison in words, fit for days and for numbers."""
        return _WORDS[self]

    @property
    def test(self) -> Callable[[Any, Any], bool]:
        """The comparison as a function."""
        return _TESTS[self]


_WORDS: Final = {
    Op.LT: "comes before",
    Op.LE: "does not come after",
    Op.EQ: "is",
    Op.NE: "is not",
    Op.GE: "does not come before",
    Op.GT: "comes after",
}
_TESTS: Final = {
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
    Op.GE: operator.ge,
    Op.GT: operator.gt,
}
_OPPOSITE: Final = {
    Op.LT: Op.GE,
    Op.LE: Op.GT,
    Op.EQ: Op.NE,
    Op.NE: Op.EQ,
    Op.GE: Op.LT,
    Op.GT: Op.LE,
}


def _yes_or_no(ask: Callable[[Any, View], object]) -> Callable[[Any, View], bool]:
    @wraps(ask)
    def asked(self: "Guard", view: View) -> bool:
        answer = ask(self, view)
        if answer is True or answer is False:
            return answer
        fault = f'"{self.sentence()}" answers {answer!r}; a guard answers True or False'
        raise DefinitionError("a guard", [fault])

    return asked


class Guard(ABC):
    """A condition; one of ``Present``, ``Compare``, ``All``, ``Any_`` and ``Not``."""

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        """Have a stranger's class refuse to answer anything but True or False, where it is asked."""
        super().__init_subclass__()
        ask = vars(cls).get("__call__")
        # attrs makes a class with slots twice over, and the second time it is wrapped already.
        if ask is not None and not cls.__module__.startswith("govkit.") and not hasattr(ask, "__wrapped__"):
            cls.__call__ = _yes_or_no(ask)  # type: ignore[assignment, method-assign]

    @abstractmethod
    def __call__(self, view: View) -> bool:
        """Whether the condition holds."""

    @abstractmethod
    def sentence(self, *, wanted: bool = True) -> str:
        """Say the condition, or its opposite."""

    @abstractmethod
    def canonical(self) -> str:
        """Write the condition in a form that is the same for equal conditions, for hashing."""

    @abstractmethod
    def reasons(self, view: View, *, wanted: bool = True, values: bool = True) -> Iterator[str]:
        """Say, down to the part that fails, why the condition is not what is wanted.

        Args:
            view: what to look at; the condition is known not to be ``wanted`` there.
            wanted: what the condition should have been.
            values: whether to say what was found; without it the same reason reads the same for every item.
        """

    def __bool__(self) -> NoReturn:
        """Refuse: a condition is not true or false by itself.

        Raises:
            TypeError: always.
        """
        raise TypeError(
            "a guard has no truth of its own: call it with a view, or combine with All, Any_, Not"
        )


@attrs.frozen
class Present(Guard):
    """Something is recorded: not None, not a blank text, not a blank date."""

    field: Field = attrs.field(validator=attrs.validators.instance_of(Field))

    def __call__(self, view: View) -> bool:
        value = view.value(self.field.parts)
        text = value.text if isinstance(value, WrittenDate) else value
        return bool(text.strip()) if isinstance(text, str) else text is not None

    def sentence(self, *, wanted: bool = True) -> str:
        return f"{self.field.label} is {'' if wanted else 'not '}recorded"

    def canonical(self) -> str:
        return f"present({self.field.name})"

    def reasons(self, view: View, *, wanted: bool = True, values: bool = True) -> Iterator[str]:
        value = "" if wanted or not values else f" ({view.value(self.field.parts)})"
        yield self.sentence(wanted=not wanted) + value


@attrs.frozen
class Compare(Guard):
    """Two values stand in a relation; false where either is missing.

    Args:
        left: a field.
        op: the relation.
        right: a field or a constant.
    """

    left: Field = attrs.field(validator=attrs.validators.instance_of(Field))
    op: Op = attrs.field(converter=Op)
    right: Field | Constant

    def _values(self, view: View) -> tuple[Any, Any]:
        right = self.right
        return view.value(self.left.parts), view.value(right.parts) if isinstance(right, Field) else right

    def __call__(self, view: View) -> bool:
        left, right = self._values(view)
        if left is None or right is None:
            return False
        try:
            return bool(self.op.test(left, right))
        except TypeError:
            kinds = f"{type(left).__name__} and {type(right).__name__}"
            raise DefinitionError("a guard", [f"{self.sentence()}: {kinds} have no order"]) from None

    def _right_label(self) -> str:
        return self.right.label if isinstance(self.right, Field) else str(self.right)

    def sentence(self, *, wanted: bool = True) -> str:
        op = self.op if wanted else _OPPOSITE[self.op]
        return f"{self.left.label} {op.words} {self._right_label()}"

    def canonical(self) -> str:
        right = self.right.name if isinstance(self.right, Field) else repr(self.right)
        return f"compare({self.left.name} {self.op.value} {right})"

    def reasons(self, view: View, *, wanted: bool = True, values: bool = True) -> Iterator[str]:
        left, right = self._values(view)
        if left is None:
            yield f"{self.left.label} is not known"
        elif right is None:
            yield f"{self._right_label()} is not known"
        elif not values:
            yield self.sentence(wanted=not wanted)
        else:
            op = _OPPOSITE[self.op] if wanted else self.op
            said = self._right_label()
            shown = f"{said} ({right})" if isinstance(self.right, Field) else said
            yield f"{self.left.label} ({left}) {op.words} {shown}"


@attrs.frozen(init=False)
class _Many(Guard):
    """Conditions taken together."""

    _name: ClassVar[str]

    parts: tuple[Guard, ...]

    def __init__(self, *parts: Guard) -> None:
        name = type(self).__name__
        if not parts:
            raise DefinitionError("a guard", [f"{name} takes at least one condition"])
        strange = [f"{name} takes conditions, not {type(part).__name__}" for part in parts
                   if not isinstance(part, Guard)]  # fmt: skip
        if strange:
            raise DefinitionError("a guard", strange)
        object.__setattr__(self, "parts", parts)

    def sentence(self, *, wanted: bool = True) -> str:
        return str(_phrase(self, wanted=wanted))

    def canonical(self) -> str:
        return f"{self._name}({', '.join(part.canonical() for part in self.parts)})"

    def reasons(self, view: View, *, wanted: bool = True, values: bool = True) -> Iterator[str]:
        yield from map(str, _needs(self, view, wanted=wanted, values=values))


@attrs.frozen(init=False)
class All(_Many):
    """Every one of several conditions."""

    _name: ClassVar[str] = "all"

    def __call__(self, view: View) -> bool:
        return all(part(view) for part in self.parts)


@attrs.frozen(init=False)
class Any_(_Many):  # noqa: N801 - "Any" is typing's
    """At least one of several conditions."""

    _name: ClassVar[str] = "any"

    def __call__(self, view: View) -> bool:
        return any(part(view) for part in self.parts)


@attrs.frozen
class Not(Guard):
    """The opposite of a condition; what is missing makes a comparison false and its opposite true."""

    part: Guard = attrs.field(validator=attrs.validators.instance_of(Guard))  # type: ignore[type-abstract]

    def __call__(self, view: View) -> bool:
        return not self.part(view)

    def sentence(self, *, wanted: bool = True) -> str:
        return self.part.sentence(wanted=not wanted)

    def canonical(self) -> str:
        return f"not({self.part.canonical()})"

    def reasons(self, view: View, *, wanted: bool = True, values: bool = True) -> Iterator[str]:
        yield from self.part.reasons(view, wanted=not wanted, values=values)


def _takes_all(many: _Many, *, wanted: bool) -> bool:
    """Whether every part must be as wanted, rather than one of them: the opposite of all is any."""
    return isinstance(many, All) is wanted


def _phrase(guard: Guard, *, wanted: bool) -> str | Phrase:
    if isinstance(guard, Not):
        return _phrase(guard.part, wanted=not wanted)
    if not isinstance(guard, _Many):
        return guard.sentence(wanted=wanted)
    word = AND if _takes_all(guard, wanted=wanted) else OR
    return phrase(word, [_phrase(part, wanted=wanted) for part in guard.parts])


def _needs(guard: Guard, view: View, *, wanted: bool, values: bool) -> Needs:
    if isinstance(guard, Not):
        return _needs(guard.part, view, wanted=not wanted, values=values)
    if not isinstance(guard, _Many):
        return tuple(guard.reasons(view, wanted=wanted, values=values))
    failing = [
        _needs(part, view, wanted=wanted, values=values) for part in guard.parts if part(view) is not wanted
    ]
    return every(failing) if _takes_all(guard, wanted=wanted) else one_of(failing)
