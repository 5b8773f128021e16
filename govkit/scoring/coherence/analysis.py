"""Whether a scheme is coherent: every check over one survey, and what they found."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs
from immutabledict import immutabledict

from govkit.errors import DefinitionError
from govkit.formats.due import shown
from govkit.formats.flaw import Flaw, refuse
from govkit.scoring.base import BaseScheme, no_scheme
from govkit.scoring.coherence import advice, claims, faults, matrix, refusal
from govkit.scoring.coherence.check import Breach, Check, Kind, Untold
from govkit.scoring.coherence.intervals import refuse_intervals
from govkit.scoring.coherence.survey import BOUND, Spot, Survey
from govkit.scoring.factor import Interval

CHECKS: Final[tuple[Check, ...]] = (
    faults.total,
    faults.one_band_each,
    faults.weakly_monotone,
    faults.bands_follow_rank,
    faults.tolerance_follows_levels,
    faults.tolerance_separates,
    refusal.refuses_unknown,
    claims.injective,
    claims.symmetric,
    claims.strictly_monotone,
    claims.ranked_by,
    claims.equals,
    advice.tolerance_between_bands,
    advice.tolerance_has_cell,
    advice.tolerance_follows_values,
    advice.one_band_per_step,
    advice.every_band_reached,
    matrix.weak_consistency,
    matrix.betweenness,
    advice.probability_intervals,
    advice.own_labels,
)
"""All checks, in the order in which they report."""

_MOST: Final = 20
"""How many of one check are told one by one."""


@attrs.frozen(kw_only=True)
class Entry:
    """Something that was found.

    Args:
        check: name of the check.
        kind: what it means.
        message: one sentence, with the evidence.
        cells: the cells it is about; per factor the place of a level, None for a factor left out.
        assumption: the intervals it assumed, None where it assumed none.
    """

    check: str
    kind: Kind
    message: str
    cells: tuple[Spot, ...] = ()
    assumption: str | None = None


@attrs.frozen
class NotEvaluated:
    """Something that could not be told.

    Args:
        check: name of the check.
        why: what was in the way, as a clause that follows "not evaluated:".
    """

    check: str
    why: str

    def __str__(self) -> str:
        """Render as ``betweenness was not evaluated: …``."""
        return f"{self.check} was not evaluated: {self.why}"


@attrs.frozen(kw_only=True)
class Coherence:
    """What the checks of a scheme found.

    Args:
        scheme: id of the scheme.
        version: its version.
        entries: everything that was found, in the order of ``CHECKS``.
        not_evaluated: what could not be told.
        assumptions: the intervals under which weak consistency was worked out, a clause each.
        examined: what was looked at, in a sentence.
    """

    scheme: str
    version: str
    entries: tuple[Entry, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    assumptions: tuple[str, ...]
    examined: str

    @property
    def faults(self) -> tuple[Entry, ...]:
        """What the scheme may not be: contradictions, and claims that do not hold."""
        return tuple(entry for entry in self.entries if entry.kind is not Kind.ADVICE)

    @property
    def advice(self) -> tuple[Entry, ...]:
        """What its authors should know."""
        return tuple(entry for entry in self.entries if entry.kind is Kind.ADVICE)

    def of(self, check: str) -> tuple[Entry, ...]:
        """List what one check found.

        Args:
            check: name of the check.

        Returns:
            What it found; nothing if all is well.
        """
        return tuple(entry for entry in self.entries if entry.check == check)

    def raise_faults(self) -> None:
        """Refuse a scheme that has faults; for tests.

        Raises:
            DefinitionError: it lists every fault with the name of its check.
        """
        if self.faults:
            messages = [f"{entry.check}: {entry.message}" for entry in self.faults]
            raise DefinitionError(f"scheme {self.scheme}", messages)


def coherence(
    scheme: BaseScheme,
    *,
    intervals: Mapping[str, Sequence[Interval]] | None = None,
    bound: int = BOUND,
) -> Coherence:
    """Examine a scheme: faults, claims that do not hold, and advice, each with its evidence.

    The scheme's code is treated as a stranger's: an error it raises is a fault of the scheme, never of this
    call. A check that finds more than twenty things tells twenty, and the cells of all others in one more.

    Args:
        scheme: any scheme.
        intervals: what levels stand for, by key of factor an interval per level, least first; probabilities,
            or amounts from 0 up in any unit. Weak consistency is then worked out under them too.
        bound: how many combinations of levels to rate at most. If there are more, a sample is taken, the
            same one every time, and the result says so.

    Returns:
        What was found, what could not be told, and what was examined and assumed.

    Raises:
        DefinitionError: an argument is not what is due, or the intervals do not fit; it lists every fault.
    """
    refuse("coherence", _argument_flaws(scheme, bound))
    refuse_intervals(scheme.id, scheme.factors, {} if intervals is None else intervals)
    given = immutabledict({key: tuple(each) for key, each in (intervals or {}).items()})
    survey = Survey(scheme, given, bound)
    answers = [(check, answer) for check in CHECKS for answer in check(survey)]
    return Coherence(
        scheme=scheme.id,
        version=scheme.version,
        entries=tuple(
            entry
            for check in CHECKS
            for entry in _told(
                check, [each for of, each in answers if of is check and isinstance(each, Breach)]
            )
        ),
        not_evaluated=tuple(
            NotEvaluated(check.name, answer.why) for check, answer in answers if isinstance(answer, Untold)
        ),
        assumptions=matrix.assumed(survey),
        examined=survey.examined,
    )


def _argument_flaws(scheme: object, bound: object) -> Iterator[Flaw]:
    if not isinstance(scheme, BaseScheme):
        yield Flaw(no_scheme(scheme))
    if not isinstance(bound, int) or isinstance(bound, bool) or bound < 1:
        yield Flaw(f"bound takes a whole number from 1 up, not {shown(bound)}")


def _told(check: Check, breaches: Sequence[Breach]) -> Iterator[Entry]:
    for each in breaches[:_MOST]:
        yield Entry(
            check=check.name,
            kind=check.kind,
            message=each.message,
            cells=each.cells,
            assumption=each.assumption,
        )
    rest = breaches[_MOST:]
    if rest:
        cells = tuple(dict.fromkeys(cell for each in rest for cell in each.cells))
        message = f"there are {len(rest)} more of the kind; {_MOST} are told one by one"
        yield Entry(check=check.name, kind=check.kind, message=message, cells=cells)
