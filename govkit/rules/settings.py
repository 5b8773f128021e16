"""Which rules run, how much they matter, and where they keep silent."""

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from os.path import relpath
from pathlib import Path
from typing import Final

import attrs
from immutabledict import immutabledict

from govkit.errors import Offered
from govkit.rules.baseline import Baseline
from govkit.rules.engine import rule_raised
from govkit.rules.finding import Finding, Outcome
from govkit.rules.rule import Rule, Severity
from govkit.rules.waiving import PlacedWaiver

ALL: Final = "ALL"
"""What selects every rule, also those of taste."""


def _names(value: Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _lists(value: Mapping[str, Iterable[str]]) -> immutabledict[str, tuple[str, ...]]:
    return immutabledict({pattern: _names(rules) for pattern, rules in value.items()})


def selects(selector: str, rule: Rule) -> int:
    """Say how closely a selector names a rule.

    Args:
        selector: a code, a name, the beginning of codes ("GKASR"), or "ALL".
        rule: the rule.

    Returns:
        0 if it does not name it, and more the more closely it does.
    """
    if selector in (rule.code, rule.name):
        return len(rule.code) + 1
    if selector == ALL:
        return 1
    return len(selector) if selector and rule.code.startswith(selector) else 0


def _closest(selectors: Iterable[str], rule: Rule) -> int:
    return max((selects(each, rule) for each in selectors), default=0)


@attrs.frozen(kw_only=True)
class Settings:
    """How registers are to be checked.

    Rules are named by code, by name, by the beginning of their codes ("GKASR"), or all of them by "ALL".
    Where one is both selected and ignored, what names it more closely counts, and ignoring in a tie.

    Args:
        select: the only rules to run; None for those that run by default.
        extend_select: rules to run besides.
        ignore: rules not to run.
        severity: severities other than the rules' own; what names a rule most closely counts.
        per_file: rules to ignore by pattern of a file's path from ``folder``; ``*`` stands for any
            characters, "/" among them.
        per_ref: rules to ignore by pattern of an item's address; what names an item names all within it.
        fail_level: the least severity that fails a check; None where nothing does.
        fail_on_not_evaluated: whether what a rule could not tell fails a check, from that severity up.
        waivers: waivers that are kept beside registers.
        waiver_files: where waivers are kept that belong to no register by their files' names.
        baseline: what was found before and is not to fail now; None for nothing.
        baseline_file: where that baseline is kept.
        folder: the folder that ``per_file`` counts from.
        rules: rules beside those that plug-ins offer, by the name of the file they come from.
    """

    select: tuple[str, ...] | None = attrs.field(default=None, converter=attrs.converters.optional(_names))
    extend_select: tuple[str, ...] = attrs.field(default=(), converter=_names)
    ignore: tuple[str, ...] = attrs.field(default=(), converter=_names)
    severity: immutabledict[str, Severity] = attrs.field(default=immutabledict(), converter=immutabledict)
    per_file: immutabledict[str, tuple[str, ...]] = attrs.field(default=immutabledict(), converter=_lists)
    per_ref: immutabledict[str, tuple[str, ...]] = attrs.field(default=immutabledict(), converter=_lists)
    fail_level: Severity | None = Severity.NOTE
    fail_on_not_evaluated: bool = False
    waivers: tuple[PlacedWaiver, ...] = ()
    waiver_files: tuple[Path, ...] = ()
    baseline: Baseline | None = None
    baseline_file: Path | None = None
    folder: Path = Path()
    rules: immutabledict[str, tuple[Rule, ...]] = attrs.field(
        default=immutabledict(), converter=immutabledict
    )

    def with_rules(self, rules: Offered[Rule]) -> Offered[Rule]:
        """Add the rules that the settings bring.

        Args:
            rules: the rules of plug-ins, by code; of two with the same code, the plug-in's is used.

        Returns:
            All rules at hand, by code.
        """
        brought = (rule for listed in self.rules.values() for rule in listed)
        more = {rule.code: rule for rule in brought if rule.code not in rules}
        return Offered({**rules, **more}, rules.denied, rules.broken)

    def file_of(self, rule: Rule) -> str | None:
        """Name the file that brings a rule, None if none does."""
        codes = ((file, each.code) for file, listed in self.rules.items() for each in listed)
        return next((file for file, code in codes if code == rule.code), None)

    def chosen(self, rules: Iterable[Rule]) -> Iterator[Rule]:
        """Choose among rules.

        Args:
            rules: the rules at hand.

        Yields:
            Those that are to run, with the severities they are to have.
        """
        wanted = (*(self.select or ()), *self.extend_select)
        for rule in rules:
            closeness = _closest(wanted, rule) or int(self.select is None and rule.by_default)
            if closeness > _closest(self.ignore, rule):
                told, named = max(((selects(each, rule), each) for each in self.severity), default=(0, ""))
                yield attrs.evolve(rule, severity=self.severity[named]) if told else rule

    def silent(self, rule: Rule, file: str | None) -> bool:
        """Say whether a rule is ignored in a whole file.

        Args:
            rule: the rule.
            file: the file's name, None for a register that was not loaded.
        """
        if file is None or not self.per_file:
            return False
        path = Path(relpath(file, self.folder)).as_posix()
        return any(
            fnmatchcase(path, pattern) and _closest(rules, rule) for pattern, rules in self.per_file.items()
        )

    def silenced(self, finding: Finding, rule: Rule) -> bool:
        """Say whether a finding is ignored for its item.

        Args:
            finding: the finding.
            rule: its rule. That a rule broke down is never ignored.
        """
        return self._is_ignored_at(finding.ref, rule)

    def mute(self, rule: Rule, refs: Iterable[str]) -> bool:
        """Say whether whatever a rule finds in a register is ignored for its item.

        Args:
            rule: the rule.
            refs: the addresses of all that is in the register, and its id.
        """
        return bool(self.per_ref) and all(self._is_ignored_at(ref, rule) for ref in refs)

    def _is_ignored_at(self, address: str, rule: Rule) -> bool:
        return rule.code != rule_raised.code and any(
            _closest(rules, rule) and any(fnmatchcase(ref, pattern) for ref in _around(address))
            for pattern, rules in self.per_ref.items()
        )

    def fails(self, finding: Finding) -> bool:
        """Say whether a finding makes a check fail."""
        level = self.fail_level
        untold = self.fail_on_not_evaluated and finding.outcome is Outcome.NOT_EVALUATED
        return (finding.counts or untold) and level is not None and finding.severity.rank >= level.rank

    def selectors(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """List every selector with the keys it stands under.

        Yields:
            Keys and indexes from the settings to the selector, and the selector.
        """
        for key, listed in (
            ("select", self.select or ()),
            ("extend-select", self.extend_select),
            ("ignore", self.ignore),
        ):
            yield from (((key, str(at)), each) for at, each in enumerate(listed))
        yield from ((("severity", name), name) for name in self.severity)
        for key, table in (("per-file-ignores", self.per_file), ("per-ref-ignores", self.per_ref)):
            for pattern, listed in table.items():
                yield from (((key, pattern, str(at)), each) for at, each in enumerate(listed))


def _around(ref: str) -> Iterator[str]:
    """Name an item and the items around it."""
    while ref:
        yield ref
        ref = ref.rpartition("/")[0]
