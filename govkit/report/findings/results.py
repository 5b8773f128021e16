"""What a check of registers came to, whatever form it is written in."""

from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from govkit.errors import Problem
from govkit.model import Register, Source
from govkit.plugin import Plugin
from govkit.report.findings.told import set_aside
from govkit.report.table import Table
from govkit.rules import Finding, Outcome, Rule, Settings, Severity
from govkit.rules.addresses import addresses
from govkit.rules.engine import rule_raised


@attrs.frozen
class Checked:
    """A register that was checked.

    Args:
        register: the register.
        findings: what was found, in the order of its source.
        rules: the rules that were run, each with the plug-in it comes from.
        beside: the files that findings may be about besides the register's own.
        settings: how it was checked, and which findings fail.
    """

    register: Register
    findings: tuple[Finding, ...]
    rules: tuple[tuple[Rule, Plugin], ...] = ()
    beside: tuple[Source, ...] = ()
    settings: Settings = attrs.field(factory=Settings)

    @property
    def name(self) -> str:
        """The name of its source, or its ref where it was not loaded."""
        return self.register.source.name if self.register.source else self.register.ref

    @property
    def bare(self) -> bool:
        """Whether its rules had nothing to look at: it holds no item, or none of those that they look at."""
        ran = [rule for rule, _ in self.rules if rule.code != rule_raised.code]
        if self.findings or not ran:
            return False
        holds_items = any(address != self.register.ref for address in addresses(self.register))
        return not (holds_items and any(True for rule in ran for _ in rule.items(self.register)))

    @property
    def noted(self) -> tuple[Problem, ...]:
        """What a person should look at in its source, as who read it says; nothing of it fails a check."""
        source = self.register.source
        if source is None:
            return ()
        return tuple(
            Problem(each.reason, "", source.name, **(attrs.asdict(each.position) if each.position else {}))
            for each in source.noted
        )

    def source(self, finding: Finding) -> Source | None:
        """Find the text that a finding is about; None where it is not at hand."""
        texts = (each for each in (self.register.source, *self.beside) if each is not None)
        return next((each for each in texts if each.name == finding.file), None)


@attrs.frozen
class Unread:
    """A file that could not be checked.

    Args:
        file: its name, as the caller gave it.
        problems: why not.
    """

    file: str
    problems: tuple[Problem, ...]

    @property
    def located(self) -> tuple[Problem, ...]:
        """The problems, each with the file it is in."""
        return tuple(attrs.evolve(each, file=each.file or self.file) for each in self.problems)


@attrs.frozen
class Count:
    """How often one rule found something.

    Args:
        code: the rule's code.
        name: the rule's name.
        fails: places where it fails, and nothing sets that aside.
        waived: places where it would fail, and is waived.
        known: places where it fails, and a baseline knows it.
        not_evaluated: places where it could not tell.
    """

    code: str
    name: str
    fails: int
    waived: int
    known: int
    not_evaluated: int


@attrs.frozen(kw_only=True)
class Results:
    """What a check of registers came to.

    Args:
        checked: the registers that were checked.
        unread: the files that could not be.
        plugins: the plug-ins at hand, those that were denied among them.
        gone: how many findings a baseline knows that were found no more.
        unruled: names of the registers on which the settings let no rule run.
        show_waived: whether people are shown also what is waived or known.
    """

    checked: tuple[Checked, ...] = ()
    unread: tuple[Unread, ...] = ()
    plugins: tuple[Plugin, ...] = ()
    gone: int = 0
    unruled: tuple[str, ...] = ()
    show_waived: bool = False

    @property
    def findings(self) -> Iterator[Finding]:
        """All findings, register by register."""
        return (finding for each in self.checked for finding in each.findings)

    @property
    def shown(self) -> tuple[Checked, ...]:
        """The registers with those of their findings that people are shown."""
        if self.show_waived:
            return self.checked
        return tuple(
            attrs.evolve(each, findings=tuple(one for one in each.findings if set_aside(one) is None))
            for each in self.checked
        )

    @property
    def bare(self) -> tuple[str, ...]:
        """The names of the registers in which there was nothing to look at."""
        return tuple(each.name for each in self.checked if each.bare)

    @property
    def rules(self) -> tuple[tuple[Rule, Plugin], ...]:
        """The rules that were run on any register, each with the plug-in it comes from."""
        return tuple(
            {rule.code: (rule, plugin) for each in self.checked for rule, plugin in each.rules}.values()
        )

    @property
    def summary(self) -> str:
        """The findings counted by severity, and what was not looked at, in one line."""
        # Rules that were kept out found nothing; a reader is not to take that for a clean register.
        denied = sum(bool(plugin.denied) for plugin in self.plugins)
        told = f" ({denied} plug-in{'' if denied == 1 else 's'} denied)" if denied else ""
        return (", ".join(self._counted()) or "nothing found") + told + self._fixable()

    def _fixable(self) -> str:
        count = sum(each.mend is not None for each in self.findings)
        return f"; {count} can be fixed with --fix" if count else ""

    def _counted(self) -> Iterator[str]:
        severities = Counter(each.severity for each in self.findings if each.counts)
        others = {
            "not evaluated": sum(each.outcome is Outcome.NOT_EVALUATED for each in self.findings),
            "waived": sum(each.outcome is Outcome.WAIVED for each in self.findings),
            "known to the baseline": sum(each.known for each in self.findings),
            "in the baseline but found no more": self.gone,
            "noted while reading": sum(len(each.noted) for each in self.checked),
        }
        for severity in Severity:
            if count := severities[severity]:
                yield f"{count} {severity.value}{'' if count == 1 else 's'}"
        yield from (f"{count} {what}" for what, count in others.items() if count)
        if bare := self.bare:
            yield f"nothing to check in {', '.join(bare)}"
        if self.unruled:
            yield f"no rule was run on {', '.join(self.unruled)}"
        if self.unread:
            yield f"not checked: {', '.join(each.file for each in self.unread)}"

    @property
    def statistics(self) -> tuple[Count, ...]:
        """What each rule found anywhere, most failures first, then by what could not be told and by code."""
        names: Mapping[str, str] = {each.code: each.name for each in self.findings}
        counts = Counter((each.code, each.outcome, each.known) for each in self.findings)
        found = (
            Count(
                code,
                name,
                fails=counts[code, Outcome.FAILS, False],
                waived=counts[code, Outcome.WAIVED, False],
                known=counts[code, Outcome.FAILS, True],
                not_evaluated=counts[code, Outcome.NOT_EVALUATED, False],
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
                "known": lambda each: each.known,
                "not evaluated": lambda each: each.not_evaluated,
                "code": lambda each: each.code,
                "rule": lambda each: each.name,
            },
            self.statistics,
        )
