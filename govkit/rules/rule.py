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
    RatedRisk,
    Unrated,
    agenda,
    coverage,
    escalations,
    judge,
    rate_assessment,
    rate_risk,
)
from govkit.errors import DefinitionError
from govkit.model import Action, Assessment, Located, Register, Risk
from govkit.scoring import BaseScheme, Rating
from govkit.workflow import Workflow, state_of

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
    """

    path: str = ""
    values: Mapping[str, object] = immutabledict()
    explanation: str = ""


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

    def rate(self, assessment: Assessment) -> Rating | Unrated:
        """Rate an assessment, or say why it cannot be rated."""
        return rate_assessment(assessment, self.schemes)

    def rate_risk(self, risk: Risk) -> RatedRisk:
        """Rate a risk's assessments."""
        return rate_risk(risk, self.schemes)

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
        return coverage(self.register, self.schemes, as_of=self.as_of)

    @cached_property
    def rated(self) -> Mapping[str, RatedRisk]:
        """Per path of a risk its ratings; worked out once for all rules."""
        return {covered.path: covered.rated for covered in self.coverage.risks}

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """The register's indicators judged, in their order; worked out once for all rules."""
        return tuple(judge(indicator) for indicator in self.register.indicators)

    @cached_property
    def facts(self) -> Facts:
        """What guards may read of items that is no part of them; worked out once for all rules."""
        return Facts(self.register, self.schemes)

    @cached_property
    def escalations(self) -> Escalations:
        """What is above tolerance on the day, and where it goes; worked out once for all rules."""
        return escalations(self.register, self.schemes, as_of=self.as_of)

    @cached_property
    def agenda(self) -> Agenda:
        """What is due when, seen from the day, and what cannot be dated; worked out once for all rules."""
        return agenda(self.register, self.schemes, as_of=self.as_of)

    @property
    def calendar(self) -> tuple[Due, ...]:
        """What is due when, seen from the day."""
        return self.agenda.due

    def workflow(self, action: Action) -> Workflow | None:
        """Find an action's lifecycle; None if it is not installed."""
        return self.workflows.get(action.workflow or Action.KIND)

    def done_with(self, action: Action) -> bool | None:
        """Whether an action has ended or is in a final state; None if lifecycle or state are not known."""
        if action.end is not None:
            return True
        workflow = self.workflow(action)
        if workflow is None or action.state not in (None, *workflow.state):
            return None
        return workflow.state[state_of(workflow, action)].final


Check = Callable[[Any, Context], Iterable[Result]]

_ITEMS: Final[Mapping[Over, Callable[[Register], Iterable[Located[Any]]]]] = {
    Over.REGISTER: lambda register: (Located(register, register.ref, ""),),
    Over.RISK: lambda register: register.all_risks,
    Over.ASSESSMENT: lambda register: register.all_assessments,
    Over.ACTION: lambda register: register.all_actions,
}


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

    def __attrs_post_init__(self) -> None:
        """Refuse a definition that cannot work or is not documented.

        Raises:
            DefinitionError: it lists every fault.
        """
        faults = list(self._faults())
        if faults:
            raise DefinitionError(f"rule {self.name or self.code}", faults)

    def _faults(self) -> Iterator[str]:
        if not _CODE.fullmatch(self.code):
            yield f'the code "{self.code}" is not of the form ABCDEF001'
        if not _NAME.fullmatch(self.name):
            yield f'the name "{self.name}" is not lower-case words joined by hyphens'
        for value, kind in ((self.severity, Severity), (self.over, Over)):
            if not isinstance(value, kind):
                yield f"{value!r} is no {kind.__name__}"
        try:
            list(Formatter().parse(self.message))
        except ValueError as error:
            yield f'the message "{self.message}" cannot be filled in: {error}'
        for heading in HEADINGS:
            if not re.search(rf"^{heading}$", self.page, re.MULTILINE):
                yield f'the docstring has no heading "{heading}"'

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
        )

    return decorate
