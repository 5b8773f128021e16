"""What a check of registers came to, whatever form it is written in."""

from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from govkit.errors import Problem
from govkit.model import Register
from govkit.plugin import Plugin
from govkit.report.table import Table
from govkit.rules import Finding, Outcome, Rule, Severity


@attrs.frozen
class Checked:
    """A register that was checked.

    Args:
        register: the register.
        findings: what was found, in the order of its source.
    """

    register: Register
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """The name of its source, or its ref where it was not loaded."""
        return self.register.source.name if self.register.source else self.register.ref


@attrs.frozen
class Unread:
    """A file that could not be checked.

    Args:
        file: its name, as the caller gave it.
        problems: why not.
    """

    file: str
    problems: tuple[Problem, ...]


@attrs.frozen
class Count:
    """How often one rule found something.

    Args:
        code: the rule's code.
        name: the rule's name.
        fails: places where it fails.
        waived: places where it would fail, and is waived.
        not_evaluated: places where it could not tell.
    """

    code: str
    name: str
    fails: int
    waived: int
    not_evaluated: int


@attrs.frozen(kw_only=True)
class Results:
    """What a check of registers came to.

    Args:
        checked: the registers that were checked.
        unread: the files that could not be.
        rules: the rules that were run, each with the plug-in it comes from.
        plugins: the plug-ins at hand, those that were denied among them.
    """

    checked: tuple[Checked, ...] = ()
    unread: tuple[Unread, ...] = ()
    rules: tuple[tuple[Rule, Plugin], ...] = ()
    plugins: tuple[Plugin, ...] = ()

    @property
    def findings(self) -> Iterator[Finding]:
        """All findings, register by register."""
        return (finding for each in self.checked for finding in each.findings)

    @property
    def summary(self) -> str:
        """The findings counted by severity, and what was not looked at, in one line."""
        # Rules that were kept out found nothing; a reader is not to take that for a clean register.
        denied = sum(bool(plugin.denied) for plugin in self.plugins)
        told = f" ({denied} plug-in{'' if denied == 1 else 's'} denied)" if denied else ""
        return (", ".join(self._counted()) or "nothing found") + told

    def _counted(self) -> Iterator[str]:
        outcomes = Counter(each.outcome for each in self.findings)
        severities = Counter(each.severity for each in self.findings if each.outcome is Outcome.FAILS)
        for severity in Severity:
            if count := severities[severity]:
                yield f"{count} {severity.value}{'' if count == 1 else 's'}"
        for outcome in (Outcome.WAIVED, Outcome.NOT_EVALUATED):
            if outcomes[outcome]:
                yield f"{outcomes[outcome]} {outcome.value}"
        if self.unread:
            yield f"not checked: {', '.join(each.file for each in self.unread)}"

    @property
    def statistics(self) -> tuple[Count, ...]:
        """What each rule found anywhere, most failures first, then by what could not be told and by code."""
        names: Mapping[str, str] = {each.code: each.name for each in self.findings}
        counts = Counter((each.code, each.outcome) for each in self.findings)
        found = (
            Count(
                code,
                name,
                counts[code, Outcome.FAILS],
                counts[code, Outcome.WAIVED],
                counts[code, Outcome.NOT_EVALUATED],
            )
            for code, name in names.items()
        )
        return tuple(sorted(found, key=lambda each: (-each.fails, -each.not_evaluated, each.code)))

    @property
    def table(self) -> Table:
        """The statistics as a table, with a column for each outcome that there is."""
        return Table.of(
            "By rule",
            {
                "fails": lambda each: each.fails,
                "waived": lambda each: each.waived,
                "not evaluated": lambda each: each.not_evaluated,
                "code": lambda each: each.code,
                "rule": lambda each: each.name,
            },
            self.statistics,
        )
