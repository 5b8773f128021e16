"""The OWASP Risk Rating Methodology: means of marks from 0 to 9, cut into three, and a look-up; no table."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

import attrs

from govkit.hooks import hookimpl
from govkit.scoring import Band, BaseScheme, Factor, FactorLevel, LevelFault

Marks = Mapping[int, str]
"""Options that the source names, by their mark."""

LIKELIHOOD: Final[Mapping[str, Marks]] = {
    "skill-level": {
        1: "No skills",
        3: "Some skills",
        5: "Skilled user",
        6: "Programs and knows networks",
        9: "Breaks into systems",
    },
    "motive": {1: "Little or no reward", 4: "Perhaps a reward", 9: "High reward"},
    "opportunity": {
        0: "Full access or costly means needed",
        4: "Special access or means needed",
        7: "Some access or means needed",
        9: "No access or means needed",
    },
    "size": {
        2: "Developers or administrators",
        4: "Users of the intranet",
        5: "Partners",
        6: "Users who log in",
        9: "Anyone on the Internet",
    },
    "ease-of-discovery": {1: "Next to impossible", 3: "Hard", 7: "Easy", 9: "Tools find it"},
    "ease-of-exploit": {1: "In theory", 3: "Hard", 5: "Easy", 9: "Tools exploit it"},
    "awareness": {1: "Unknown", 4: "Hidden", 6: "Obvious", 9: "Publicly known"},
    "intrusion-detection": {
        1: "The application notices",
        3: "Logs are reviewed",
        8: "Logs are not reviewed",
        9: "Nothing is logged",
    },
}
TECHNICAL: Final[Mapping[str, Marks]] = {
    "loss-of-confidentiality": {
        2: "Little that is not sensitive",
        6: "Little that is critical, or much that is not sensitive",
        7: "Much that is critical",
        9: "All data",
    },
    "loss-of-integrity": {
        1: "Little, slightly",
        3: "Little, badly",
        5: "Much, slightly",
        7: "Much, badly",
        9: "All data, wholly",
    },
    "loss-of-availability": {
        1: "Few secondary services",
        5: "Few primary or many secondary services",
        7: "Many primary services",
        9: "All services",
    },
    "loss-of-accountability": {1: "Can be traced", 7: "Can perhaps be traced", 9: "Anonymous"},
}
BUSINESS: Final[Mapping[str, Marks]] = {
    "financial-damage": {
        1: "Less than mending it costs",
        3: "Small part of a year's profit",
        7: "Large part of a year's profit",
        9: "Bankruptcy",
    },
    "reputation-damage": {
        1: "Hardly any",
        4: "Large accounts leave",
        5: "Goodwill is lost",
        9: "The brand suffers",
    },
    "non-compliance": {2: "Minor breach", 5: "Clear breach", 7: "Breach that makes headlines"},
    "privacy-violation": {3: "One person", 5: "Hundreds", 7: "Thousands", 9: "Millions"},
}

_WORDS: Final = ("Low", "Medium", "High")
_SEVERITY: Final[Mapping[tuple[str, str], str]] = {
    (likelihood, impact): severity
    for impact, row in (
        ("Low", ("Note", "Low", "Medium")),
        ("Medium", ("Low", "Medium", "High")),
        ("High", ("Medium", "High", "Critical")),
    )
    for likelihood, severity in zip(_WORDS, row, strict=True)
}
_GROUPS: Final = (("technical", TECHNICAL), ("business", BUSINESS))


@attrs.frozen(kw_only=True)
class RiskRating(BaseScheme):
    """The mean of eight marks is the likelihood, the mean of four the impact; a look-up gives the severity.

    Impact is assessed by the four technical factors, by the four business factors, or by both groups; where
    the business factors are given, they count alone.
    """

    def value_of(self, levels: Mapping[str, FactorLevel]) -> str:
        """Say what levels make.

        Args:
            levels: per factor its level.

        Returns:
            "Note", "Low", "Medium", "High" or "Critical".
        """
        return _SEVERITY[_word(_mean(LIKELIHOOD, levels)), _word(_mean(_counting(levels), levels))]

    def steps(self, levels: Mapping[str, FactorLevel], value: object) -> Iterator[str]:
        """Say the means, what they are cut to, which impact counts, and the look-up.

        Args:
            levels: per factor its level.
            value: the severity.

        Yields:
            Sentences.
        """
        likelihood = _mean(LIKELIHOOD, levels)
        yield f"The eight factors of likelihood have a mean of {likelihood}, which is {_word(likelihood)}."
        counting = _counting(levels)
        name = "business" if counting is BUSINESS else "technical"
        impact = _mean(counting, levels)
        yield f"The four factors of {name} impact have a mean of {impact}, which is {_word(impact)}."
        if counting is BUSINESS and _given(TECHNICAL, levels):
            beside = _mean(TECHNICAL, levels)
            yield f"Technical impact, with a mean of {beside}, does not count beside business impact."
        yield f"{_word(likelihood)} likelihood and {_word(impact)} impact make {value} under {self.id}."

    def combination_faults(self, given: Collection[str]) -> Iterable[LevelFault]:
        """Refuse a group of impact factors of which some are missing, and an assessment without any.

        A group that would not count is refused as well: a mark in it that was meant to be there is missing.

        Args:
            given: keys of the factors that have a level.

        Yields:
            A fault per group that is incomplete, or one if no group is there.
        """
        for name, group in _GROUPS:
            missing = [key for key in group if key not in given]
            if 0 < len(missing) < len(group):
                lacks = f"{name} impact is given in part and lacks {', '.join(missing)}"
                yield LevelFault((), f"{lacks}; give all four of its factors or none")
        if not any(_given(group, given) for _, group in _GROUPS):
            ways = " or ".join(f"all of {', '.join(group)} ({name})" for name, group in _GROUPS)
            yield LevelFault((), f"no impact is given; give {ways}")


def _given(group: Mapping[str, Marks], given: Collection[str]) -> bool:
    return any(key in given for key in group)


def _counting(levels: Mapping[str, FactorLevel]) -> Mapping[str, Marks]:
    return BUSINESS if _given(BUSINESS, levels) else TECHNICAL


def _mean(group: Mapping[str, Marks], levels: Mapping[str, FactorLevel]) -> Decimal:
    # Of eight or of four whole numbers: always a decimal number.
    return Decimal(sum(levels[key].number for key in group)) / len(group)


def _word(mean: Decimal) -> str:
    return _WORDS[sum(mean >= start for start in (3, 6))]


def _factor(key: str, marks: Marks, *, optional: bool) -> Factor:
    label = "Non-compliance" if key == "non-compliance" else key.replace("-", " ").capitalize()
    levels = tuple(FactorLevel(number=mark, label=marks.get(mark, str(mark))) for mark in range(10))
    return Factor(key=key, label=label, levels=levels, optional=optional)


OWASP_RR: Final = RiskRating(
    id="owasp-rr",
    version="1",
    title="OWASP Risk Rating, likelihood and impact as means of marks",
    source="OWASP Foundation, OWASP Risk Rating Methodology: steps 2 to 4",
    factors=(
        *(_factor(key, marks, optional=False) for key, marks in LIKELIHOOD.items()),
        *(_factor(key, marks, optional=True) for _, group in _GROUPS for key, marks in group.items()),
    ),
    values=("Note", "Low", "Medium", "High", "Critical"),
    bands=tuple(
        Band(key=value.lower(), label=value, first=value, last=value)
        for value in ("Note", "Low", "Medium", "High", "Critical")
    ),
    assumed=(
        "The source names options for some marks of a factor; that any from 0 to 9 may be given is assumed.",
        "The source lets factors be weighted and gives no weights; each counts the same.",
    ),
)


@hookimpl
def govkit_schemes() -> list[BaseScheme]:
    """Offer the scheme."""
    return [OWASP_RR]
