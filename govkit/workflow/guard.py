"""Guards: conditions on an item, written once as data, that evaluate, explain and hash themselves."""

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import wraps
from typing import Any, ClassVar, Final, NoReturn, cast

import attrs

from govkit.blame import said
from govkit.errors import DefinitionError, GovkitError
from govkit.formats.due import refuse_misfits
from govkit.model import WrittenDate
from govkit.model.constraint import says_something
from govkit.workflow.field import Field, View
from govkit.workflow.wording import AND, OR, Needs, Phrase, every, one_of, phrase, yes_or_no

Constant = str | float | Decimal | bool | date
"""What a field can be compared with; whole numbers are among the numbers. Files hold no fractions."""


_TESTS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


class Op(StrEnum):
    """How two values may be compared, with the words for it.

    Attributes:
        test: the comparison as a function.
    """

    LT = "<"
    LE = "<="
    EQ = "=="
    NE = "!="
    GE = ">="
    GT = ">"

    test: Callable[[Any, Any], bool]

    def __init__(self, _: object) -> None:
        self.test = _TESTS[self.value]

    @property
    def words(self) -> str:
        """The comparison in words, fit for days and for numbers."""
        return _WORDS[self]


_WORDS: Final = {
    Op.LT: "comes before",
    Op.LE: "does not come after",
    Op.EQ: "is",
    Op.NE: "is not",
    Op.GE: "does not come before",
    Op.GT: "comes after",
}
_OPPOSITE: Final = {
    Op.LT: Op.GE,
    Op.LE: Op.GT,
    Op.EQ: Op.NE,
    Op.NE: Op.EQ,
    Op.GE: Op.LT,
    Op.GT: Op.LE,
}
_YES_OR_NO: Final = (Op.EQ, Op.NE)


def _yes_or_no(ask: Callable[[Any, View], object]) -> Callable[[Any, View], bool]:
    @wraps(ask)
    def asked(self: "Guard", view: View) -> bool:
        try:
            answer = ask(self, view)
        except GovkitError:
            raise
        except Exception as error:
            raise DefinitionError("a guard", [f'"{self.sentence()}" raised {said(error)}']) from error
        return self.answered(answer)

    return asked


class Guard(ABC):
    """A condition: ``Present``, ``Compare``, ``All``, ``Any_``, ``Not``, or code (``Predicate``)."""

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        """Have a stranger's class refuse, where it is asked, whatever is no answer of True or False."""
        super().__init_subclass__()
        ask = vars(cls).get("__call__")
        # attrs makes a class with slots twice over, and the second time it is wrapped already.
        if ask is not None and not cls.__module__.startswith("govkit.") and not hasattr(ask, "__wrapped__"):
            cls.__call__ = _yes_or_no(ask)  # type: ignore[assignment, method-assign]

    @abstractmethod
    def __call__(self, view: View) -> bool:
        """Whether the condition holds."""

    def answered(self, answer: object) -> bool:
        """Take an answer of code that is not govkit's.

        Args:
            answer: what the code answered.

        Returns:
            The answer, which is True or False.

        Raises:
            DefinitionError: it is anything else.
        """
        if answer is True or answer is False:
            return answer
        fault = f'"{self.sentence()}" answers {answer!r}; a guard answers True or False'
        raise DefinitionError("a guard", [fault])

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


def recorded(value: object) -> bool:
    """Whether a value is something: not None, not a blank text, not a blank date."""
    text = value.text if isinstance(value, WrittenDate) else value
    return says_something(text) if isinstance(text, str) else text is not None


@attrs.frozen
class Present(Guard):
    """Something is recorded: not None, not a blank text, not a blank date."""

    field: Field

    def __attrs_post_init__(self) -> None:
        refuse_misfits("Present", self, Present)

    def __call__(self, view: View) -> bool:
        return recorded(view.value(self.field.parts))

    def sentence(self, *, wanted: bool = True) -> str:
        return f"{self.field.label} is {'' if wanted else 'not '}recorded"

    def canonical(self) -> str:
        return f"present({self.field.name})"

    def reasons(self, view: View, *, wanted: bool = True, values: bool = True) -> Iterator[str]:
        said = ""
        if values:
            said = view.undated(self.field.parts) if wanted else f" ({view.value(self.field.parts)})"
        yield self.sentence(wanted=not wanted) + said


def _op(value: object) -> Op:
    """Take a sign for what it stands for; what is no sign is refused with the other misfits."""
    return Op(value) if value in list(Op) else cast("Op", value)


@attrs.frozen
class Compare(Guard):
    """Two values stand in a relation; false where either is missing.

    Args:
        left: a field.
        op: the relation.
        right: a field or a constant.
    """

    left: Field
    op: Op = attrs.field(converter=_op)
    right: Field | Constant

    def __attrs_post_init__(self) -> None:
        refuse_misfits("Compare", self, Compare)

    def _values(self, view: View) -> tuple[Any, Any]:
        right = self.right
        return view.value(self.left.parts), view.value(right.parts) if isinstance(right, Field) else right

    def __call__(self, view: View) -> bool:
        value, right = view.value, self.right
        left = value(self.left.parts)
        if isinstance(right, Field):
            right = value(right.parts)
        if left is None or right is None:
            return False
        try:
            return bool(self.op.test(left, right))
        except TypeError:
            kinds = f"{type(left).__name__} and {type(right).__name__}"
            raise DefinitionError("a guard", [f"{self.sentence()}: {kinds} have no order"]) from None

    def _right_label(self) -> str:
        if isinstance(self.right, Field):
            return self.right.label
        return str(self.right).lower() if isinstance(self.right, bool) else str(self.right)

    def sentence(self, *, wanted: bool = True) -> str:
        op = self.op if wanted else _OPPOSITE[self.op]
        if isinstance(self.right, bool) and op in _YES_OR_NO:
            return yes_or_no(self.left.label, answer=self.right, wanted=op is Op.EQ)
        return f"{self.left.label} {op.words} {self._right_label()}"

    def canonical(self) -> str:
        right = self.right.name if isinstance(self.right, Field) else repr(self.right)
        return f"compare({self.left.name} {self.op.value} {right})"

    def reasons(self, view: View, *, wanted: bool = True, values: bool = True) -> Iterator[str]:
        left, right = self._values(view)
        if left is None:
            yield f"{self.left.label} is not known{view.undated(self.left.parts) if values else ''}"
        elif right is None:
            undated = view.undated(self.right.parts) if isinstance(self.right, Field) and values else ""
            yield f"{self._right_label()} is not known{undated}"
        elif not values or (isinstance(self.right, bool) and isinstance(left, bool)):
            yield self.sentence(wanted=not wanted)  # of a yes or no it says what was found as well
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
        # A generator would cost more than a guard, and calling an object more than calling its method.
        for part in self.parts:  # noqa: SIM110
            if not part.__call__(view):
                return False
        return True


@attrs.frozen(init=False)
class Any_(_Many):  # noqa: N801 - "Any" is typing's
    """At least one of several conditions."""

    _name: ClassVar[str] = "any"

    def __call__(self, view: View) -> bool:
        for part in self.parts:  # noqa: SIM110 - as above
            if part.__call__(view):
                return True
        return False


@attrs.frozen
class Not(Guard):
    """The opposite of a condition; what is missing makes a comparison false and its opposite true."""

    part: Guard

    def __attrs_post_init__(self) -> None:
        refuse_misfits("Not", self, Not)

    def __call__(self, view: View) -> bool:
        return not self.part.__call__(view)

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
