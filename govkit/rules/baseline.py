"""What was found before: findings that are known, and are not to fail a check again."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs

from govkit.rules.engine import rule_raised
from govkit.rules.finding import Finding, Outcome


@attrs.frozen(order=True)
class Known:
    """A finding as a baseline knows it, however the file is rearranged.

    Args:
        register: id of the register.
        rule: code of the rule.
        ref: address of the item.
        element: what of the item.
    """

    register: str
    rule: str
    ref: str
    element: str = ""

    @classmethod
    def of(cls, register: str, finding: Finding) -> "Known":
        """Name a finding of a register as a baseline does."""
        return cls(register, finding.code, finding.ref, finding.element)


def _counts(value: Iterable[tuple[Known, int]]) -> tuple[tuple[Known, int], ...]:
    return tuple(sorted(value))


@attrs.frozen
class Baseline:
    """Findings that are known.

    Args:
        counts: per finding how many times it was found, in the order of the findings' names.
    """

    counts: tuple[tuple[Known, int], ...] = attrs.field(default=(), converter=_counts)

    def marked(self, register: str, findings: Sequence[Finding]) -> list[Finding]:
        """Mark those findings of a register that are known.

        Args:
            register: id of the register.
            findings: what was found in it.

        Returns:
            The findings in their order; where more are found than are known, the last ones are new. That a
            rule broke down is never known, since what it would find is not.
        """
        left = Counter(dict(self.counts))
        result = []
        for finding in findings:
            name = Known.of(register, finding)
            known = finding.counts and finding.code != rule_raised.code and left[name] > 0
            left[name] -= known
            result.append(attrs.evolve(finding, known=True) if known else finding)
        return result

    def gone(self, register: str, findings: Iterable[Finding], ran: Collection[str]) -> int:
        """Count what is known of a register and is found no more.

        Args:
            register: id of the register.
            findings: what was found in it.
            ran: codes of the rules that were run; of others nothing can be told, nor where one cannot tell.
        """
        found = list(findings)
        left = Counter(dict(self._looked_at(register, found, ran)))
        left.subtract(Known.of(register, each) for each in found if each.known)
        return sum(count for count in left.values() if count > 0)

    def updated(self, register: str, findings: Iterable[Finding], ran: Collection[str]) -> "Baseline":
        """Take what is found in a register as what is known of it.

        Args:
            register: id of the register.
            findings: what was found in it; what is waived or not evaluated is left out.
            ran: codes of the rules that were run.

        Returns:
            A new baseline; what is known of other registers stays, and what rules found that were not run now
            or could not tell.
        """
        found = list(findings)
        looked_at = dict(self._looked_at(register, found, ran))
        kept = [(name, count) for name, count in self.counts if name not in looked_at]
        new = Counter(
            Known.of(register, each)
            for each in found
            if (each.counts or each.known) and each.code != rule_raised.code
        )
        return Baseline([*((name, count) for name, count in kept if name not in new), *new.items()])

    def _looked_at(
        self, register: str, findings: Iterable[Finding], ran: Collection[str]
    ) -> Iterator[tuple[Known, int]]:
        """List what is known of a register and would have been found again, were it still there."""
        unsure = {(each.code, each.ref) for each in findings if each.outcome is Outcome.NOT_EVALUATED}
        broken = {each.element for each in findings if each.code == rule_raised.code}
        for name, count in self.counts:
            told = (name.rule, name.ref) not in unsure and (name.rule, register) not in unsure
            if name.register == register and name.rule in ran and told and name.rule not in broken:
                yield name, count
