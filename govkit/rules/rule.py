"""What a rule is, and how one is written."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from string import Formatter
from typing import Any, Final

import attrs
from immutabledict import immutabledict

from govkit.analysis import (
    Agenda,
    Coverage,
    Due,
    Escalations,
    Facts,
    Judgement,
    RiskOn,
    Unrated,
    agenda,
    coverage,
    done_on,
    escalations,
    judge,
    over_on,
    rate_assessment,
    risk_on,
)
from govkit.errors import DefinitionError
from govkit.model import Action, Assessment, Edit, Located, Register, Risk
from govkit.scoring import BaseScheme, Rating
from govkit.workflow import Workflow

HEADINGS: Final = ("What it does", "Why it matters", "Example", "Instead")
_CODE: Final = re.compile(r"[A-Z]{3,12}[0-9]{3}")
_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """How much it matters against the others: 0 for a note, 2 for an error."""
        return ("note", "warning", "error").index(self)


class Over(StrEnum):
    """What a rule looks at, one at a time."""

    REGISTER = "register"
    RISK = "risk"
    ASSESSMENT = "assessment"
    ACTION = "action"


@attrs.frozen
class Fail:
    """Something is wrong.

    Args:
        path: JSON Pointer of the culprit, from the item the rule was given; "" for the item itself.
        values: what was read, by the names the rule's message uses.
        explanation: more than the message says, for example how a rating came about.
        edit: what would mend it, where that is certain; its path too counts from the item. Only a rule that
            is ``fixable`` gives one.
    """

    path: str = ""
    values: Mapping[str, object] = immutabledict()
    explanation: str = ""
    edit: Edit | None = None


@attrs.frozen
class Unknown:
    """The rule could not tell.

    Args:
        missing: what was missing, as a clause that follows "not evaluated:".
        path: JSON Pointer of the place, from the item the rule was given.
    """

    missing: str
    path: str = ""


Result = Fail | Unknown


@attrs.frozen(kw_only=True)
class Context:
    """What a rule may know besides the item.

    Args:
        register: the register the item is in.
        as_of: the day in question.
        schemes: scoring schemes at hand, by id.
        workflows: lifecycles at hand, by id.
        plugin_problems: what is wrong with the plug-ins at hand, a sentence each.
    """

    register: Register
    as_of: date
    schemes: Mapping[str, BaseScheme]
    workflows: Mapping[str, Workflow]
    plugin_problems: tuple[str, ...] = ()
    _ratings: dict[int, tuple[Assessment, Rating | Unrated]] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )
    _risks_on: dict[int, tuple[Risk, RiskOn]] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def rate(self, assessment: Assessment) -> Rating | Unrated:
        """Rate an assessment, or say why it cannot be rated; worked out once for all rules."""
        # What is kept keeps the assessment too, or its number would soon be another one's.
        kept = self._ratings.get(id(assessment))
        if kept is None:
            kept = self._ratings[id(assessment)] = (assessment, rate_assessment(assessment, self.schemes))
        return kept[1]

    def risk_on(self, risk: Risk) -> RiskOn:
        """Say how a risk stood on the day; worked out once for all rules."""
        kept = self._risks_on.get(id(risk))
        if kept is None:
            found = risk_on(self.register, risk, self.rate, self.as_of)
            kept = self._risks_on[id(risk)] = (risk, found)
        return kept[1]

    @cached_property
    def without_scheme(self) -> Mapping[str | None, tuple[Located[Assessment], ...]]:
        """Per scheme that is not at hand the assessments that ask for it, by address; None for no scheme."""
        found: dict[str | None, list[Located[Assessment]]] = {}
        for each in self.register.all_assessments:
            if each.item.scheme not in self.schemes:
                found.setdefault(each.item.scheme, []).append(each)
        return immutabledict(
            (scheme, tuple(sorted(located, key=lambda each: each.address)))
            for scheme, located in found.items()
        )

    @cached_property
    def coverage(self) -> Coverage:
        """What assures the register's objectives on the day; worked out once for all rules."""
        return coverage(self.register, self.schemes, self.workflows, as_of=self.as_of)

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """The register's indicators judged, in their order; worked out once for all rules."""
        return tuple(judge(indicator, as_of=self.as_of) for indicator in self.register.indicators)

    @cached_property
    def facts(self) -> Facts:
        """What guards may read of items that is no part of them; worked out once for all rules."""
        return Facts(self.register, self.schemes, self.as_of)

    @cached_property
    def escalations(self) -> Escalations:
        """What is above tolerance on the day, and where it goes; worked out once for all rules."""
        return escalations(self.register, self.schemes, self.workflows, as_of=self.as_of)

    @cached_property
    def agenda(self) -> Agenda:
        """What is due when, seen from the day, and what cannot be dated; worked out once for all rules."""
        return agenda(self.register, self.schemes, self.workflows, as_of=self.as_of)

    @property
    def calendar(self) -> tuple[Due, ...]:
        """What is due when, seen from the day."""
        return self.agenda.due

    def done_with(self, action: Action) -> bool | None:
        """Whether an action has ended by the day, or is in a final state; None if nobody can tell."""
        return done_on(action, self.workflows, self.as_of)

    def is_over(self, risk: Risk) -> bool:
        """Whether a risk is in a final state of its lifecycle on the day; not where nobody can tell."""
        return bool(over_on(risk, self.workflows, self.as_of))


Check = Callable[[Any, Context], Iterable[Result]]

_ITEMS: Final[Mapping[Over, Callable[[Register], Iterable[Located[Any]]]]] = {
    Over.REGISTER: lambda register: (Located(register, register.ref, ""),),
    Over.RISK: lambda register: register.all_risks,
    Over.ASSESSMENT: lambda register: register.all_assessments,
    Over.ACTION: lambda register: register.all_actions,
}


def _fault_of_form(field: str, form: re.Pattern[str], due: str) -> Callable[[Any], Iterator[str]]:
    def faults(value: str) -> Iterator[str]:
        if not form.fullmatch(value):
            yield f'the {field} "{value}" is not {due}'

    return faults


def _fault_of_kind(kind: type[StrEnum]) -> Callable[[Any], Iterator[str]]:
    def faults(value: object) -> Iterator[str]:
        if not isinstance(value, kind):
            yield f"{value!r} is no {kind.__name__}"

    return faults


def _faults_of_message(message: str) -> Iterator[str]:
    try:
        list(Formatter().parse(message))
    except ValueError as error:
        yield f'the message "{message}" cannot be filled in: {error}'


def _faults_of_page(page: str) -> Iterator[str]:
    for heading in HEADINGS:
        if not re.search(rf"^{heading}$", page, re.MULTILINE):
            yield f'the page has no heading "{heading}"'


FAULTS: Final[Mapping[str, Callable[[Any], Iterator[str]]]] = {
    "code": _fault_of_form("code", _CODE, "of the form ABCDEF001"),
    "name": _fault_of_form("name", _NAME, "lower-case words joined by hyphens"),
    "severity": _fault_of_kind(Severity),
    "over": _fault_of_kind(Over),
    "message": _faults_of_message,
    "page": _faults_of_page,
}
"""Per field of a rule what lists the faults of what it holds, a sentence each."""


@attrs.frozen(kw_only=True)
class Rule:
    """One rule.

    Args:
        code: stable code: a prefix of letters that is the author's own, three letters for the family, and a
            three-digit number ("GKREF001").
        name: name in words ("duplicate-ref").
        severity: how much its findings matter.
        over: what it looks at.
        message: sentence with ``{placeholders}`` for the values of a ``Fail``.
        check: the function; it is given a ``Located`` item (or the register) and the context.
        page: its documentation, with the headings What it does, Why it matters, Example, Instead.
        by_default: whether it runs unless somebody selects rules; False for what is a matter of taste.
        source: the paper or standard it comes from; "" where it is plain consistency of the data.
        condition: when it fails, in words, of a rule that is data; "" where code decides.
        fixable: whether some of its findings come with an edit that mends them.
    """

    code: str
    name: str
    severity: Severity
    over: Over
    message: str
    check: Check = attrs.field(repr=False)
    page: str = attrs.field(repr=False)
    by_default: bool = True
    source: str = ""
    condition: str = ""
    fixable: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse a definition that cannot work or is not documented.

        Raises:
            DefinitionError: it lists every fault.
        """
        found = [
            (f"/{field}", fault) for field, faults in FAULTS.items() for fault in faults(getattr(self, field))
        ]
        if found:
            paths, sentences = zip(*found, strict=True)
            raise DefinitionError(f"rule {self.name or self.code}", sentences, paths)

    @cached_property
    def title(self) -> str:
        """The first line of the page."""
        return self.page.partition("\n")[0].rstrip(".")

    def items(self, register: Register) -> Iterable[Located[Any]]:
        """List what the rule is to look at in a register."""
        return _ITEMS[self.over](register)


def rule(
    *,
    code: str,
    name: str,
    severity: Severity,
    over: Over,
    message: str,
    by_default: bool = True,
    source: str = "",
    fixable: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of a function.

    Args:
        code: stable code.
        name: name in words.
        severity: how much its findings matter.
        over: what it looks at; the function is called once for each.
        message: sentence with ``{placeholders}``.
        by_default: whether it runs unless somebody selects rules.
        source: the paper or standard it comes from.
        fixable: whether some of its failures come with an edit that mends them.

    Returns:
        A decorator; it turns a function of an item and a context, which yields ``Fail`` and ``Unknown``, into
        a ``Rule`` whose page is the function's docstring.
    """

    def decorate(check: Check) -> Rule:
        page = inspect.getdoc(check) or ""
        return Rule(
            code=code,
            name=name,
            severity=severity,
            over=over,
            message=message,
            check=check,
            page=page,
            by_default=by_default,
            source=source,
            fixable=fixable,
        )

    return decorate
