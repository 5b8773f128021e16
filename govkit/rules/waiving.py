"""Waivers: which of them silence a finding, and what is wrong with those that do not."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

import attrs
from immutabledict import immutabledict

from govkit.errors import Offered, did_you_mean
from govkit.model import Edit, Located, Register, Source, Waiver, pointer
from govkit.rules.addresses import addresses
from govkit.rules.engine import rule_raised
from govkit.rules.finding import Finding, Outcome
from govkit.rules.rule import Context, Over, Result, Rule, Severity, rule


@attrs.frozen
class PlacedWaiver:
    """A waiver and where it stands.

    Args:
        waiver: the waiver.
        path: its JSON Pointer in the document it stands in.
        source: that document; None for a waiver that was not loaded.
        shared: whether other registers may need it as well.
    """

    waiver: Waiver
    path: str = ""
    source: Source | None = attrs.field(default=None, eq=False, repr=False)
    shared: bool = False

    def covers(self, finding: Finding) -> bool:
        """Say whether it is about a finding."""
        waiver = self.waiver
        return (
            waiver.rule in (finding.code, finding.name)
            and waiver.ref == finding.ref
            and waiver.element in (None, finding.element)
        )


@rule(
    code="GKWAI001",
    name="waiver-without-reason",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="the waiver of {waiver} gives no reason, so it waives nothing",
)
def waiver_without_reason(_: Located[Register], __: Context) -> Iterator[Result]:
    """A waiver gives no reason.

    What it does
    The engine reports every waiver without a ``reason``, in the register or beside it.

    Why it matters
    Whoever reads the register later cannot tell whether the finding may still stand. Such a waiver is not in
    force.

    Example
    ``{rule: GKACT001, ref: SR3.1/A2, by: Auditor}``

    Instead
    Write the reason, who decided, and until when it holds; or mend what the rule finds.
    """
    return iter(())


@rule(
    code="GKWAI002",
    name="waiver-expired",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="the waiver of {waiver} ended {ended}",
    fixable=True,
)
def waiver_expired(_: Located[Register], __: Context) -> Iterator[Result]:
    """A waiver has ended.

    What it does
    The engine reports every waiver whose last day lies before the day in question. It waives nothing any
    more.

    Why it matters
    Somebody decided that a finding may stand until a day, and that day is over.

    Example
    A waiver ``until: 31 March 2019``, read in October.

    Instead
    Mend what the rule finds, or decide anew; and take the old waiver out, which ``check --fix`` does.
    """
    return iter(())


@rule(
    code="GKWAI003",
    name="waiver-unused",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="the waiver of {waiver} waives nothing: {why}",
    fixable=True,
)
def waiver_unused(_: Located[Register], __: Context) -> Iterator[Result]:
    """A waiver waives nothing.

    What it does
    The engine reports every waiver in force whose rule ran and found nothing that it covers. Where that rule
    could not tell, or was not run, nothing can be said of the waiver either.

    Why it matters
    It would silence whatever is found there later, which nobody decided on.

    Example
    A waiver of ``GKACT001`` for an action that was given an owner since.

    Instead
    Take it out; or mend its rule, ref or element if one is misspelt. ``check --fix`` takes it out if the item
    is there, its rule finds nothing at all at it, and the file of waivers is that of this register alone.
    """
    return iter(())


OF_WAIVERS: Final = (waiver_without_reason, waiver_expired, waiver_unused)
"""The rules about waivers themselves; nothing waives what they find."""


@attrs.frozen(kw_only=True)
class Waiving:
    """What waivers do to the findings of one register on one day.

    Args:
        register: the register.
        beside: waivers that are kept beside it.
        as_of: the day in question.
        ran: the rules that ran, with the severities they are to have, by code.
        known: all rules at hand, by code, and which plug-ins were denied.
        origin: the distribution of the rules about waivers, with its version.
    """

    register: Register
    beside: Iterable[PlacedWaiver]
    as_of: date
    ran: Mapping[str, Rule]
    known: Offered[Rule]
    origin: str

    def of(self, findings: Sequence[Finding]) -> list[Finding]:
        """Waive what is waived, and say what is wrong with the waivers.

        Args:
            findings: what the rules found.

        Returns:
            The findings, waived ones with their waivers, and behind them those about waivers.
        """
        own = (
            PlacedWaiver(waiver, pointer("waivers", at), self.register.source)
            for at, waiver in enumerate(self.register.waivers)
        )
        waivers = (*own, *(each for each in self.beside if not self._is_elsewhere(each)))
        by_ref: dict[str, list[PlacedWaiver]] = {}
        for each in waivers:
            if each.waiver.in_force(self.as_of) and self._is_here(each):
                by_ref.setdefault(each.waiver.ref, []).append(each)
        used: set[int] = set()
        result = []
        for finding in findings:
            waiver = next((each for each in by_ref.get(finding.ref, ()) if each.covers(finding)), None)
            waivable = finding.outcome is Outcome.FAILS and finding.code != rule_raised.code
            if waiver is not None and waivable:
                used.add(id(waiver))
                result.append(attrs.evolve(finding, outcome=Outcome.WAIVED, waiver=waiver.waiver))
            else:
                result.append(finding)
        unused = [each for each in waivers if id(each) not in used]
        return result + [said for each in unused for said in self._complaint(each, findings)]

    def _is_here(self, placed: PlacedWaiver) -> bool:
        return placed.waiver.register in (None, self.register.ref)

    def _is_elsewhere(self, placed: PlacedWaiver) -> bool:
        """Whether a waiver is kept for several registers, and is another one's."""
        return placed.shared and not self._is_here(placed)

    def _complaint(self, placed: PlacedWaiver, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Say why a waiver waives nothing."""
        waiver = placed.waiver
        if waiver.reason is None:
            yield from self._said(placed, waiver_without_reason, {})
        elif waiver.until is not None and waiver.until.last is None:
            missing = f'whether the waiver of {waiver} has ended: "{waiver.until}" has no last day'
            yield from self._said(placed, waiver_expired, {"missing": missing})
        elif waiver.until is not None and not waiver.in_force(self.as_of):
            yield from self._said(placed, waiver_expired, {"ended": waiver.until.when}, certain=True)
        else:
            yield from self._unused(placed, findings)

    def _unused(self, placed: PlacedWaiver, findings: Iterable[Finding]) -> Iterator[Finding]:
        waiver = placed.waiver
        names = Offered(
            {name: each for each in self.known.values() for name in (each.code, each.name)}, self.known.denied
        )
        codes = [code for code, each in self.ran.items() if waiver.rule in (code, each.name)]
        family = [rule.code for rule in self.known.values() if rule.code.startswith(waiver.rule)]
        if waiver.rule not in names and family:
            why = f"a waiver is of one rule, and {waiver.rule} begins the codes of {len(family)}"
            yield from self._said(placed, waiver_unused, {"why": why})
        elif waiver.rule not in names:
            why = f'there is no rule "{waiver.rule}"{did_you_mean(waiver.rule, names)}'
            yield from self._said(placed, waiver_unused, {"missing" if names.denied else "why": why})
        elif any(waiver.rule in (each.code, each.name) for each in (*OF_WAIVERS, rule_raised)):
            why = "what is found of waivers, or that a rule broke down, cannot be waived"
            yield from self._said(placed, waiver_unused, {"why": why})
        elif any(_could_not_tell(finding, codes, self.register, placed) for finding in findings):
            missing = f"whether the waiver of {waiver} is needed, since the rule could not tell"
            yield from self._said(placed, waiver_unused, {"missing": missing})
        elif not self._is_here(placed):
            yield from self._said(
                placed, waiver_unused, {"why": f'it is for the register "{waiver.register}"'}
            )
        elif codes:
            found = any(finding.code in codes and finding.ref == waiver.ref for finding in findings)
            there = waiver.ref in self._addresses
            why = "the rule finds nothing there"
            if any(finding.outcome is Outcome.FAILS and placed.covers(finding) for finding in findings):
                why = "another waiver covers what it is of"
            elif not (found or there):
                why = f'there is no item "{waiver.ref}"{did_you_mean(waiver.ref, self._addresses)}'
            shared = placed.shared and waiver.register is None
            if shared:
                why += "; if it is for another register, say which: register: ID"
            yield from self._said(
                placed, waiver_unused, {"why": why}, certain=there and not (found or shared)
            )

    @cached_property
    def _addresses(self) -> dict[str, None]:
        """What a waiver can be about; a ref besides is more likely misspelt than out of date."""
        return dict.fromkeys(addresses(self.register))

    def _said(
        self, placed: PlacedWaiver, about: Rule, values: Mapping[str, object], *, certain: bool = False
    ) -> Iterator[Finding]:
        chosen = self.ran.get(about.code)
        if chosen is None:
            return
        position = placed.source.locate(placed.path) if placed.source else None
        unknown = "missing" in values
        yield Finding(
            code=chosen.code,
            name=chosen.name,
            severity=chosen.severity,
            outcome=Outcome.NOT_EVALUATED if unknown else Outcome.FAILS,
            ref=self.register.ref,
            path=placed.path,
            element=f"waivers/{placed.waiver}",
            template="not evaluated: {missing}" if unknown else chosen.message,
            values=immutabledict({"waiver": str(placed.waiver), **values}),
            file=placed.source.name if placed.source else None,
            line=position.line if position else None,
            column=position.column if position else None,
            sheet=position.sheet if position else None,
            edit=Edit(placed.path, None) if certain else None,
            origin=self.origin,
        )


def _could_not_tell(
    finding: Finding, codes: Collection[str], register: Register, placed: PlacedWaiver
) -> bool:
    if finding.code == rule_raised.code:
        return any(str(finding.values["rule"]).startswith(code) for code in codes)
    if finding.outcome is not Outcome.NOT_EVALUATED or finding.code not in codes:
        return False
    # What a register does not record at all is said once, of the register.
    return finding.ref in (placed.waiver.ref, register.ref)
