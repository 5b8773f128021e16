"""Running rules: every item, every rule, and no rule's failure costs another's findings."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

import attrs
from immutabledict import immutabledict

from govkit.blame import said
from govkit.errors import DefinitionError
from govkit.model import Event, Located, Register
from govkit.rules.rule import Context, Fail, Over, Result, Rule, Severity, rule


class Outcome(StrEnum):
    """What a rule said."""

    FAILS = "fails"
    WAIVED = "waived"
    NOT_EVALUATED = "not evaluated"


@attrs.frozen(kw_only=True)
class Finding:
    """What a rule found at one place.

    Args:
        code: the rule's code.
        name: the rule's name.
        severity: how much it matters.
        outcome: whether the rule fails, is waived, or could not tell.
        ref: address of the item.
        path: JSON Pointer in the register.
        template: the message with placeholders.
        values: what was read.
        explanation: more than the message says.
        file: name of the source, None for a register that was not loaded.
        line: line in the source, from 1.
        column: column in the source, from 1.
        origin: distribution and version of the plug-in whose rule was run; no part of equality.
    """

    code: str
    name: str
    severity: Severity
    outcome: Outcome
    ref: str
    path: str
    template: str
    values: Mapping[str, object] = immutabledict()
    explanation: str = ""
    file: str | None = None
    line: int | None = None
    column: int | None = None
    origin: str = attrs.field(default="", eq=False, repr=False)

    @property
    def message(self) -> str:
        """The message in words."""
        return self.template.format_map(self.values)

    def __str__(self) -> str:
        """Render as ``register.yaml:334:9: GKACT003 warning SR3.1/A2: …``."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        said = f"{self.code} {self.severity} {self.ref}: {self.message}"
        return f"{place}: {said}" if place else said


@rule(
    code="GKPLG001",
    name="broken-plugin",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="{problem}",
)
def broken_plugin(_: Located[Register], context: Context) -> Iterator[Result]:
    """A plug-in is broken.

    What it does
    Reports everything that is wrong with the installed plug-ins, with distribution and version.

    Why it matters
    What a broken plug-in offers is missing: its rules did not run and its schemes did not rate.

    Example
    A plug-in whose module raises ImportError.

    Instead
    Mend or remove the distribution that is named; ``govkit plugins`` shows them all.
    """
    for problem in context.plugin_problems:
        yield Fail("", {"problem": problem})


@rule(
    code="GKPLG002",
    name="rule-raised",
    severity=Severity.ERROR,
    over=Over.REGISTER,
    message="{rule} of {distribution} raised {error}, {where}; it did not finish",
)
def rule_raised(_: Located[Register], __: Context) -> Iterator[Result]:
    """A rule broke down.

    What it does
    The engine reports under this code that a rule's own code raised an error; all other rules went on.

    Why it matters
    The rule did not finish, so its silence elsewhere means nothing.

    Example
    A rule that divides by the number of controls, on a risk that has none.

    Instead
    Mend the rule: let it yield ``Unknown`` where something it needs is missing.
    """
    return iter(())


def check(rules: Iterable[tuple[Rule, str]], context: Context) -> list[Finding]:
    """Run rules over a register.

    Args:
        rules: rules, each with the distribution it comes from.
        context: the register and what rules may know besides.

    Returns:
        The findings, in the order of the source; those of one place in the order of their codes.
    """
    found = [finding for each, origin in rules for finding in _run(each, origin, context)]
    return sorted(found, key=_order)


def _order(finding: Finding) -> tuple[Any, ...]:
    parts = [part.zfill(9) for part in finding.path.split("/")]
    return finding.line or 0, finding.column or 0, parts, finding.code


def _run(each: Rule, origin: str, context: Context) -> Iterator[Finding]:
    raised: list[tuple[Located[Any], BaseException]] = []
    for item in each.items(context.register):
        try:
            for result in each.check(item, context):
                yield _finding(each, item, result, context, origin)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's rule may raise anything
            raised.append((item, error))
    if raised:
        item, first = raised[0]
        values = {
            "rule": f"{each.code} {each.name}",
            "distribution": origin,
            "error": said(first),
            "where": f"here and at {len(raised) - 1} more" if len(raised) > 1 else "here",
        }
        yield _finding(rule_raised, item, Fail("", values), context, origin)


def _finding(each: Rule, item: Located[Any], result: Result, context: Context, origin: str) -> Finding:
    if result.path and not result.path.startswith("/"):
        raise DefinitionError(each.name, [f'the path "{result.path}" is no JSON Pointer: begin it with "/"'])
    path = item.path + result.path
    source = context.register.source
    position = source.locate(path) if source else None
    failed = isinstance(result, Fail)
    finding = Finding(
        code=each.code,
        name=each.name,
        severity=each.severity,
        outcome=Outcome.FAILS if failed else Outcome.NOT_EVALUATED,
        ref=_address(context.register, path),
        path=path,
        template=each.message if failed else "not evaluated: {missing}",
        values=immutabledict(result.values if isinstance(result, Fail) else {"missing": result.missing}),
        explanation=result.explanation if isinstance(result, Fail) else "",
        file=source.name if source else None,
        line=position.line if position else None,
        column=position.column if position else None,
        origin=origin,
    )
    # Wording is lazy, but a rule whose values do not fit its message breaks here, where it is caught.
    finding.message  # noqa: B018
    return finding


def _address(register: Register, path: str) -> str:
    """Name the innermost item a path leads through."""
    item: Any = register
    names: list[str] = []
    for part in path.split("/")[1:]:
        if part.isdigit() and isinstance(item, tuple) and int(part) < len(item):
            item = item[int(part)]
            if not isinstance(item, Event):  # its ref is the address of the item it is kept with
                name = getattr(item, "address", None) or getattr(item, "ref", None)
                names += [name] if name else []
        else:
            item = getattr(item, part, None)
    return "/".join(names) or register.ref
