"""The small arithmetic of formulas in files: level numbers, numbers, ``+ - * /``, brackets and six functions.

Python's own parser reads it and nothing is ever evaluated as Python: the few kinds of node that are known
here are worked out one by one, exactly, in fractions.
"""

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

import attrs

from govkit.errors import GovkitError, did_you_mean
from govkit.scoring.band import Value

_NUMBER: Final = re.compile(r"[0-9]+(\.[0-9]+)?", re.ASCII)
_LONGEST: Final = 500
_DEEPEST: Final = 50

# An int stays an int until something is divided: fractions cost ten times as much, and tables are long.
_Number = int | Fraction

_OPERATORS: Final[Mapping[type[ast.operator], Callable[..., _Number]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: Fraction,
}


def _mean(*numbers: _Number) -> _Number:
    return sum([Fraction(number) for number in numbers], Fraction(0)) / len(numbers)


def _half_up(number: _Number) -> _Number:
    """Round a half away from zero, as papers do; Python would round it to the even neighbour."""
    return math.floor(abs(Fraction(number)) + Fraction(1, 2)) * (1 if number >= 0 else -1)


_FUNCTIONS: Final[Mapping[str, Callable[..., _Number]]] = {
    "min": lambda *numbers: min(numbers),  # of one number too, which Python's own refuses
    "max": lambda *numbers: max(numbers),
    "mean": _mean,
    "round": _half_up,
    "floor": math.floor,
    "ceil": math.ceil,
}
_OF_ONE: Final = {"round", "floor", "ceil"}


class ExpressionError(GovkitError):
    """An expression that cannot be read or worked out.

    Attributes:
        text: the expression.
        problem: what is wrong, in a sentence.
    """

    def __init__(self, text: str, problem: str) -> None:
        self.text = text
        self.problem = problem
        super().__init__(f'the expression "{text[:60]}" {problem}')


def name_of(key: str) -> str:
    """Turn a factor's key into its name in expressions: ``time-to-detect`` is ``time_to_detect`` there."""
    return key.replace("-", "_")


@attrs.frozen
class Expression:
    """An expression over named numbers.

    Args:
        text: the expression as written.
        names: the names it may use.
    """

    text: str
    names: tuple[str, ...]
    _root: ast.expr = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Read the text.

        Raises:
            ExpressionError: it is no expression of this arithmetic.
        """
        object.__setattr__(self, "_root", self._read())

    def _read(self) -> ast.expr:
        if len(self.text) > _LONGEST:
            raise ExpressionError(self.text, f"has {len(self.text)} characters; {_LONGEST} at most are read")
        try:
            root = ast.parse(self.text.strip(), mode="eval").body
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            raise ExpressionError(
                self.text, "is no arithmetic; write for example likelihood * impact"
            ) from None
        self._check(root, 1)
        return root

    def _check(self, node: ast.expr, depth: int) -> None:
        if depth > _DEEPEST:
            raise ExpressionError(self.text, f"is nested more than {_DEEPEST} levels deep")
        for child in self._children(node):
            self._check(child, depth + 1)

    def _children(self, node: ast.expr) -> Sequence[ast.expr]:
        match node:
            case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
                self._number(node)
                return ()
            case ast.Name(id=name):
                if name not in self.names:
                    raise ExpressionError(
                        self.text, f'has no factor "{name}"{did_you_mean(name, self.names)}'
                    )
                return ()
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
                return (left, right)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
                return (operand,)
            case ast.Call(func=ast.Name(id=name), args=[_, *_] as args, keywords=[]):
                if name not in _FUNCTIONS:
                    raise ExpressionError(
                        self.text, f'has no function "{name}"{did_you_mean(name, _FUNCTIONS)}'
                    )
                if name in _OF_ONE and len(args) != 1:
                    raise ExpressionError(self.text, f"gives {name} {len(args)} numbers; it takes one")
                return args
            case _:
                known = f"+ - * / ( ) and {', '.join(_FUNCTIONS)}"
                raise ExpressionError(self.text, f"uses what is not part of the arithmetic; known: {known}")

    def _number(self, node: ast.Constant) -> Fraction:
        # The text, not the float that Python made of it: 0.1 is a tenth.
        text = ast.get_source_segment(self.text.strip(), node) or ""
        if not _NUMBER.fullmatch(text):
            raise ExpressionError(self.text, f'has "{text}"; write numbers plainly, as 12 or 0.5')
        return Fraction(text)

    def __call__(self, numbers: Mapping[str, int]) -> Value:
        """Work it out.

        Args:
            numbers: a number for each name.

        Returns:
            An int, or a Decimal where the result is no whole number.

        Raises:
            ExpressionError: it divides by nothing, or the result is no decimal number.
        """
        try:
            result = self._work_out(self._root, numbers)
        except ZeroDivisionError:
            raise ExpressionError(self.text, f"divides by 0 for {_said(numbers)}") from None
        if result.denominator == 1:
            return result.numerator
        rest = result.denominator
        for prime in (2, 5):
            while rest % prime == 0:
                rest //= prime
        if rest != 1:
            problem = f"gives {result} for {_said(numbers)}, which no decimal number is; round it"
            raise ExpressionError(self.text, problem)
        return Decimal(result.numerator) / Decimal(result.denominator)

    def _work_out(self, node: ast.expr, numbers: Mapping[str, int]) -> _Number:
        match node:
            case ast.Constant():
                return self._number(node)
            case ast.Name(id=name):
                return numbers[name]
            case ast.BinOp(left=left, op=op, right=right):
                return _OPERATORS[type(op)](self._work_out(left, numbers), self._work_out(right, numbers))
            case ast.UnaryOp(op=op, operand=operand):
                number = self._work_out(operand, numbers)
                return -number if isinstance(op, ast.USub) else number
            case ast.Call(func=ast.Name(id=name), args=args):
                return _FUNCTIONS[name](*(self._work_out(arg, numbers) for arg in args))
            case _:  # pragma: no cover - _children lets nothing else through
                raise AssertionError(node)


def _said(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in numbers.items())
