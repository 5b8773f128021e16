"""What stands in a file of rules."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any, Final

import attrs
from cattrs import BaseValidationError, Converter

from govkit.errors import Problem
from govkit.formats.collect import problems_of
from govkit.formats.fault import Fault, shown
from govkit.model.constraint import Text
from govkit.rules.rule import Over, Severity
from govkit.rules.written.match import CompareNumber, Match, MatchOp, Right
from govkit.workflow import AS_OF, Compare, Field, Guard, Op
from govkit.workflow.guard import Constant
from govkit.workflow.guard_form import NODES, Form, guard_converter


@attrs.frozen
class _Comparison:
    left: Field
    op: Op | MatchOp
    right: Right


@attrs.frozen
class _Compare:
    compare: _Comparison

    def guard(self) -> Guard:
        left, op, right = self.compare.left, self.compare.op, self.compare.right
        if isinstance(op, MatchOp):
            if (op is MatchOp.IN) is not isinstance(right, tuple):
                due = "a list of constants is" if op is MatchOp.IN else "one text or number, or a name, is"
                raise Fault(f'{due} due behind "{op}"', ("compare", "right"))
            return Match(left, op, right)
        if isinstance(right, tuple):
            raise Fault(f'a list goes with "{MatchOp.IN}", not with "{op}"', ("compare", "right"))
        return CompareNumber(left, op, right) if type(right) is int else Compare(left, op, right)


_FORMS: Final[Mapping[str, type[Form]]] = {**NODES, "compare": _Compare}
_RELATIONS: Final[Mapping[str, Op | MatchOp]] = {each.value: each for each in (*Op, *MatchOp)}


@attrs.frozen(kw_only=True)
class WrittenRule:
    """One rule in a file.

    Args:
        code: its code.
        name: its name in words.
        severity: how much its findings matter.
        over: what it looks at.
        message: the sentence for a finding, with names in braces.
        when: what is wrong.
        given: where the rule asks for that at all; everywhere unless given.
        at: the element that a finding is about; the whole item unless given.
        page: its documentation, with the four headings.
        source: the paper or standard it comes from.
        by_default: whether it runs unless somebody selects rules.
    """

    code: Text
    name: Text
    severity: Severity
    over: Over
    message: Text
    when: Guard
    given: Guard | None = None
    at: Text | None = None
    page: Text
    source: str = ""
    by_default: bool = True


@attrs.frozen
class RuleFile:
    """A file of rules; each of them is looked at by itself.

    Args:
        rules: plain data.
    """

    rules: tuple[Any, ...]


@cache
def converter() -> Converter:
    """Build the converter of files of rules."""
    made = guard_converter(_FORMS, Severity, Over)
    one = made.get_structure_hook(Field | Constant)

    def relation(value: object, _: object) -> Op | MatchOp:
        if type(value) is not str or value not in _RELATIONS:
            raise Fault(f"one of {', '.join(_RELATIONS)} is due here, not {shown(value)}")
        return _RELATIONS[value]

    def constant(value: object, place: int) -> Constant:
        try:
            found: Constant | Field | None = one(value, Constant)
        except (Fault, BaseValidationError):
            found = None
        if found is None or isinstance(found, Field):
            raise Fault(f"a constant is due here, not {shown(value)}", (place,))
        return found

    def right(value: object, _: object) -> Right:
        if not isinstance(value, list):
            found: Right = one(value, Field | Constant)
            return found
        if not value:
            raise Fault("at least one constant is due here")
        return tuple(constant(each, place) for place, each in enumerate(value))

    plain = made.get_structure_hook(Field)

    def field(value: object, kind: object) -> Field:
        found: Field = plain(value, kind)
        unnamed = found == AS_OF and found.label == Field(found.name).label
        return AS_OF if unnamed else found

    made.register_structure_hook(Field, field)
    made.register_structure_hook_func(lambda kind: kind == Op | MatchOp, relation)
    made.register_structure_hook_func(lambda kind: kind == Right, right)
    return made


def drafted(data: object) -> tuple[Mapping[str, Any], list[Problem]]:
    """Read one rule, as far as it can be read.

    Args:
        data: plain data.

    Returns:
        What could be read, by the names of ``WrittenRule``, all of them if nothing is wrong; and what is
        wrong with the form of the rest.
    """
    structure = converter().structure
    try:
        return attrs.asdict(structure(data, WrittenRule), recurse=False), []
    except (Fault, BaseValidationError) as error:
        problems = problems_of(error)
    # What can be read alone is looked at further, so that nobody mends a file in two rounds.
    parts: dict[str, Any] = {}
    for field in attrs.fields(WrittenRule):
        if isinstance(data, dict) and field.name in data:
            with suppress(Fault, BaseValidationError):
                parts[field.name] = structure(data[field.name], field.type or object)
    return parts, problems
