"""Comparisons of texts and lists, which rules have beside those of guards."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

import attrs

from govkit.workflow import Compare, Field, Guard, View
from govkit.workflow.guard import Constant

Right = Field | Constant | tuple[Constant, ...]
"""What something may be compared with: a field, a constant, or constants among which it may be."""


def _is_among(left: Any, right: Any) -> bool:
    return left in right


def _contains(left: Any, right: Any) -> bool:
    return right in left


_TESTS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "in": _is_among,
    "contains": _contains,
    "starts with": str.startswith,
}
_WORDS: Final = {
    "in": ("is one of", "is none of"),
    "contains": ("contains", "does not contain"),
    "starts with": ("starts with", "does not start with"),
}


class MatchOp(StrEnum):
    """How a text or a list may be compared beyond being equal; capitals count.

    Attributes:
        test: the comparison as a function.
    """

    IN = "in"
    CONTAINS = "contains"
    STARTS_WITH = "starts with"

    test: Callable[[Any, Any], bool]

    def __init__(self, _: object) -> None:
        self.test = _TESTS[self.value]


@attrs.frozen
class Match(Guard):
    """A text or a list stands in a relation to another; false where either is missing.

    Args:
        left: a field.
        op: the relation.
        right: a field or a constant; for ``in`` the constants.
    """

    left: Field
    op: MatchOp
    right: Right

    def __call__(self, view: View) -> bool:
        """Whether the condition holds."""
        left = view.value(self.left.parts)
        right = view.value(self.right.parts) if isinstance(self.right, Field) else self.right
        return left is not None and right is not None and self.op.test(left, right)

    def sentence(self, *, wanted: bool = True) -> str:
        """Say the condition, or its opposite."""
        words = _WORDS[self.op.value][not wanted]
        return f"{self.left.label} {words} {said(self.right)}"

    def canonical(self) -> str:
        """Write the condition in a form that is the same for equal conditions."""
        right = self.right.name if isinstance(self.right, Field) else repr(self.right)
        return f"match({self.left.name} {self.op.value} {right})"

    def reasons(self, view: View, *, wanted: bool = True, values: bool = True) -> Iterator[str]:
        """Say that the condition is not what is wanted, with the value that was found."""
        found = f" ({view.value(self.left.parts)})" if values else ""
        yield self.sentence(wanted=not wanted).replace(self.left.label, self.left.label + found, 1)


_MORE_OR_LESS: Final = {
    "<": ("is less than", "is at least"),
    "<=": ("is at most", "is more than"),
    "==": ("is", "is not"),
    "!=": ("is not", "is"),
    ">=": ("is at least", "is less than"),
    ">": ("is more than", "is at most"),
}


@attrs.frozen
class CompareNumber(Compare):
    """A comparison with a whole number, in words that are fit for numbers and not for days."""

    def sentence(self, *, wanted: bool = True) -> str:
        """Say the condition, or its opposite."""
        return f"{self.left.label} {_MORE_OR_LESS[self.op.value][not wanted]} {self.right}"


def said(right: Right) -> str:
    """Say what something is compared with."""
    if isinstance(right, Field):
        return right.label
    return ", ".join(map(said, right)) if isinstance(right, tuple) else f'"{right}"'
