"""Running rules: every item, every rule, and no rule's failure costs another's findings."""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs
from immutabledict import immutabledict

from govkit.blame import said
from govkit.errors import DefinitionError
from govkit.formats.keys import keys_of
from govkit.model import Edit, Located, Register
from govkit.rules.addresses import own_name
from govkit.rules.finding import Finding, Outcome
from govkit.rules.rule import Context, Fail, Over, Result, Rule, Severity, Unknown, rule


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
    Mend the rule: let it yield ``Unknown`` where something it needs is missing. Until then, do not select it:
    that it broke down is not waived, nor ever known to a baseline, and cannot be ignored.
    """
    return iter(())


def check(rules: Iterable[tuple[Rule, str]], context: Context) -> list[Finding]:
    """Run rules over a register.

    Args:
        rules: rules, each with the distribution it comes from. If ``rule_raised`` is among them, rules that
            break down are reported as it says, with its severity.
        context: the register and what rules may know besides.

    Returns:
        The findings, in the order of the source; those of one place in the order of their codes.
    """
    chosen = list(rules)
    raised_as = next((each for each, _ in chosen if each.code == rule_raised.code), rule_raised)
    return in_order(finding for each, origin in chosen for finding in _run(each, origin, context, raised_as))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Put findings in the order of their files and lines; those of one place in the order of their codes."""
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[Any, ...]:
    parts = [part.zfill(9) for part in finding.path.split("/")]
    place = finding.sheet or "", finding.line or 0, finding.column or 0
    return finding.file or "", *place, parts, finding.code


def _run(each: Rule, origin: str, context: Context, raised_as: Rule) -> Iterator[Finding]:
    raised: list[tuple[Located[Any], BaseException]] = []
    for item in each.items(context.register):
        results: Iterable[Result] = ()
        found: list[Finding] = []
        try:
            results = each.check(item, context)
            for result in results:
                # Not extend: what was found before a rule breaks down is to stay.
                found.append(_finding(each, item, result, context, origin))  # noqa: PERF401
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - a stranger's rule may raise anything
            raised.append((item, error if isinstance(results, Iterable) else _ill_defined(each, results)))
        yield from found
    if raised:
        item, first = raised[0]
        values = {
            "rule": f"{each.code} {each.name}",
            "distribution": origin,
            "error": said(first),
            "where": f"here and at {len(raised) - 1} more" if len(raised) > 1 else "here",
        }
        finding = _finding(raised_as, item, Fail("", values), context, origin)
        yield attrs.evolve(finding, element=each.code)


def _ill_defined(each: Rule, given: object) -> DefinitionError:
    said = f"it gave {type(given).__name__}; a rule yields Fail or Unknown, or returns a list of them"
    return DefinitionError(each.name, [said])


def _finding(each: Rule, item: Located[Any], result: object, context: Context, origin: str) -> Finding:
    if not isinstance(result, Fail | Unknown):
        raise _ill_defined(each, result)
    edit = result.edit if isinstance(result, Fail) else None
    faults = list(_ill_placed(result.path)) or list(_ill_worded(each, result, edit))
    path = item.path + str(result.path)
    if not faults and _leads_nowhere(context.register, path):
        faults = [f'the path "{result.path}" leads to nothing in the item that was checked']
    if faults:
        raise DefinitionError(each.name, faults)
    source = context.register.source
    position = source.locate(path) if source else None
    failed = isinstance(result, Fail)
    ref, element = _subject(context.register, path)
    finding = Finding(
        code=each.code,
        name=each.name,
        severity=each.severity,
        outcome=Outcome.FAILS if failed else Outcome.NOT_EVALUATED,
        ref=ref,
        path=path,
        element=element,
        template=each.message if failed else "not evaluated: {missing}",
        values=immutabledict(result.values if isinstance(result, Fail) else {"missing": result.missing}),
        explanation=result.explanation if isinstance(result, Fail) else "",
        file=source.name if source else None,
        line=position.line if position else None,
        column=position.column if position else None,
        sheet=position.sheet if position else None,
        edit=edit and attrs.evolve(edit, path=item.path + edit.path),
        origin=origin,
    )
    # Wording is lazy, but a rule whose values do not fit its message breaks here, where it is caught.
    finding.message  # noqa: B018
    return finding


def _ill_placed(path: object) -> Iterator[str]:
    if not isinstance(path, str):
        yield f"the path {path!r} is no text: give a JSON Pointer, or leave it out"
    elif path and not path.startswith("/"):
        yield f'the path "{path}" is no JSON Pointer: begin it with "/"'


def _leads_nowhere(register: Register, path: str) -> bool:
    """Whether a path names a key that there is not, or an entry behind the last one of a list."""
    item: Any = register
    for part in path.split("/")[1:]:
        if isinstance(item, tuple):
            if not (part.isdigit() and int(part) < len(item)):
                return True
            item = item[int(part)]
        elif attrs.has(type(item)):
            names = {key: name for name, key in keys_of(type(item)).items()}
            if part not in names:
                return True
            item = getattr(item, names[part])
        else:  # a mapping has what keys it has, and what is not recorded has no keys yet
            return False
    return False


def _ill_worded(each: Rule, result: Result, edit: object) -> Iterator[str]:
    if isinstance(result, Unknown) and not (isinstance(result.missing, str) and result.missing.strip()):
        yield f"what is missing is {result.missing!r}: say what the rule would need, as a clause"
    if edit is None:
        return
    if not isinstance(edit, Edit):
        yield f"the edit is {type(edit).__name__}: give an Edit"
        return
    yield from _ill_placed(edit.path)
    text: object = edit.text
    if not isinstance(text, str | None):
        yield f"the text of the edit is {text!r}: give a text, or None to take the entry out"
    if not each.fixable:
        yield "it is not fixable, and gives an edit: say fixable=True"


def _subject(register: Register, path: str) -> tuple[str, str]:
    """Name the innermost item a path leads through, and what of it the path leads to."""
    item: Any = register
    names: list[str] = []
    rest: list[str] = []
    for part in path.split("/")[1:]:
        if part.isdigit() and isinstance(item, tuple) and int(part) < len(item):
            item = item[int(part)]
            own = own_name(item)
            if own:
                names.append(own)
                rest = []
            else:
                rest.append("*")
        else:
            item = getattr(item, part, None)
            rest.append(part)
    return "/".join(names) or register.ref, "/".join(rest)
