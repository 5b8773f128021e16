"""GKASR009 same-assurance-everywhere."""

from collections.abc import Iterator
from typing import Final

from govkit.model import Located, Register, Risk
from govkit.rules.naming import naming
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule
from govkit.rules.sources import REGISTER_2019

_ENOUGH: Final = 4
"""Risks that have to share a source before it is everywhere."""


@rule(
    code="GKASR009",
    name="same-assurance-everywhere",
    severity=Severity.NOTE,
    over=Over.REGISTER,
    message='"{source}" is counted as assurance of {count} of the {total} risks that have any ({refs})',
    source=REGISTER_2019,
)
def same_assurance_everywhere(located: Located[Register], _: Context) -> Iterator[Result]:
    """One source of assurance is counted at most of the risks.

    What it does
    Counts the risks at which each source of assurance stands: its ``provider``, or else its title. One that
    stands at four risks or more, and at more than half of those that have any assurance, is told once. Small
    and capital letters, and spaces, make no difference.

    Why it matters
    A board that hears of everything looks into little of it. If that one source sleeps, most of the framework
    sleeps with it, and the count of assurances hides it.

    Example
    The same board at nine of fourteen risks.

    Instead
    Record what that source really looks at, and find another for the risks that matter most.
    """
    places: dict[str, list[Located[Risk]]] = {}
    names: dict[str, str] = {}
    total = 0
    for risk in located.item.all_risks:
        given = {_plain(name): name for each in risk.item.assurances if (name := each.provider or each.title)}
        total += bool(given)
        for plain, name in given.items():
            places.setdefault(plain, []).append(risk)
            names[plain] = min(names.get(plain, name), name)
    for plain, risks in sorted(places.items()):
        if len(risks) >= _ENOUGH and 2 * len(risks) > total:
            refs = naming(sorted(risk.address for risk in risks))
            yield Fail("/risks", {"source": names[plain], "count": len(risks), "total": total, "refs": refs})


def _plain(name: str) -> str:
    return " ".join(name.lower().split())
