"""What was found before: findings that are known, and are not to fail a check again."""

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from govkit.rules.finding import Finding


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
            The findings in their order; where more are found than are known, the last ones are new.
        """
        left = Counter(dict(self.counts))
        result = []
        for finding in findings:
            name = Known.of(register, finding)
            known = finding.counts and left[name] > 0
            left[name] -= known
            result.append(attrs.evolve(finding, known=True) if known else finding)
        return result

    def gone(self, register: str, findings: Iterable[Finding]) -> int:
        """Count what is known of a register and is found no more.

        Args:
            register: id of the register.
            findings: what was found in it.
        """
        left = Counter({name: count for name, count in self.counts if name.register == register})
        left.subtract(Known.of(register, each) for each in findings if each.known)
        return sum(count for count in left.values() if count > 0)

    def updated(self, register: str, findings: Iterable[Finding]) -> "Baseline":
        """Take what is found in a register as what is known of it.

        Args:
            register: id of the register.
            findings: what was found in it; what is waived or not evaluated is left out.

        Returns:
            A new baseline; what is known of other registers stays.
        """
        others = [(name, count) for name, count in self.counts if name.register != register]
        found = Counter(Known.of(register, each) for each in findings if each.counts or each.known)
        return Baseline([*others, *found.items()])
