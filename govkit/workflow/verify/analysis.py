"""Whether a lifecycle does what it says: every check over one survey, and what they found."""

from collections.abc import Iterable
from typing import Final

import attrs

from govkit.errors import DefinitionError
from govkit.model.require import require
from govkit.workflow.definition import BY_ID, Workflow
from govkit.workflow.verify import conditions, naming, overlap, rest, ways, words
from govkit.workflow.verify.check import Breach, Check, Kind
from govkit.workflow.verify.survey import Survey, Untold
from govkit.workflow.verify.valuation import BOUND

CHECKS: Final[tuple[Check, ...]] = (
    ways.every_state_reached,
    ways.end_in_reach,
    ways.final_stays_final,
    ways.reopens_what_is_final,
    ways.reopened_by_people,
    conditions.guards_can_hold,
    conditions.automatic_rows_can_fire,
    overlap.no_row_shadowed,
    overlap.one_row_at_a_time,
    rest.comes_to_rest,
    naming.names_known,
    naming.waits_for_a_day,
    naming.compares_like_with_like,
    naming.changes_what_can_change,
    words.explains_itself,
    conditions.guards_can_fail,
    conditions.holds_on_arrival,
    overlap.alike_rows_are_one,
    naming.facts_are_read,
    naming.facts_hide_nothing,
    words.own_words,
    ways.leads_on_by_itself,
)
"""All checks, in the order in which they report."""


@attrs.frozen(kw_only=True)
class Entry:
    """Something that was found.

    Args:
        check: name of the check.
        kind: what it means.
        message: one sentence, with the evidence.
        states: names of the states it is about.
        triggers: the triggers it is about.
    """

    check: str
    kind: Kind
    message: str
    states: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()


@attrs.frozen
class NotEvaluated:
    """Something that could not be told.

    Args:
        check: name of the check.
        cause: what was in the way, as a clause.
        about: of what it could not be told, in words; empty where the clause says it.
    """

    check: str
    cause: str
    about: str = ""

    @property
    def why(self) -> str:
        """What was in the way, and where, as a clause that follows "not evaluated:"."""
        return f"{self.about}: {self.cause}" if self.about else self.cause

    def __str__(self) -> str:
        """Render as ``names-known was not evaluated: …``."""
        return f"{self.check} was not evaluated: {self.why}"


@attrs.frozen
class Gap:
    """One thing that was in the way, and all that could not be told for it.

    Args:
        cause: what was in the way, as a clause.
        checks: names of the checks that could not tell.
        about: of what they could not, in words.
    """

    cause: str
    checks: tuple[str, ...]
    about: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Render as ``guards-can-hold and guards-can-fail were not evaluated: …``."""
        *most, last = self.checks
        names = f"{', '.join(most)} and {last} were" if most else f"{last} was"
        where = f"{'; '.join(self.about)}: " if self.about else ""
        return f"{names} not evaluated: {where}{self.cause}"


@attrs.frozen(kw_only=True)
class Verification:
    """What the checks of a lifecycle found.

    Args:
        workflow: id of the lifecycle.
        version: its version.
        entries: everything that was found, in the order of ``CHECKS``.
        not_evaluated: what could not be told.
        examined: what was looked at, in a sentence.
    """

    workflow: str
    version: str
    entries: tuple[Entry, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    examined: str

    @property
    def faults(self) -> tuple[Entry, ...]:
        """What the lifecycle cannot do, or cannot say."""
        return self._of_kind(Kind.FAULT)

    @property
    def advice(self) -> tuple[Entry, ...]:
        """What its authors should know."""
        return self._of_kind(Kind.ADVICE)

    @property
    def information(self) -> tuple[Entry, ...]:
        """What whoever runs it should know."""
        return self._of_kind(Kind.INFORMATION)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What could not be told, grouped by what was in the way."""
        checks: dict[str, dict[str, None]] = {}
        places: dict[str, dict[str, None]] = {}
        for each in self.not_evaluated:
            checks.setdefault(each.cause, {})[each.check] = None
            places.setdefault(each.cause, {})[each.about] = None
        return tuple(Gap(cause, tuple(names), _apart(places[cause])) for cause, names in checks.items())

    def _of_kind(self, kind: Kind) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.kind is kind)

    def of(self, check: str) -> tuple[Entry, ...]:
        """List what one check found.

        Args:
            check: name of the check.

        Returns:
            What it found; nothing if all is well.
        """
        return tuple(entry for entry in self.entries if entry.check == check)

    def raise_faults(self) -> None:
        """Refuse a lifecycle that has faults; for tests.

        Raises:
            DefinitionError: it lists every fault with the name of its check.
        """
        if self.faults:
            messages = [f"{entry.check}: {entry.message}" for entry in self.faults]
            raise DefinitionError(f"workflow {self.workflow}", messages)


def _apart(places: Iterable[str]) -> tuple[str, ...]:
    """Leave out blanks, and "row 1 and row 2" where "row 1" is said by itself."""
    said = [place for place in places if place]
    return tuple(place for place in said if not any(other in place for other in said if other != place))


def verify(workflow: Workflow, *, bound: int = BOUND) -> Verification:
    """Examine a lifecycle: faults, advice and information, each with its evidence.

    Nothing is run and nobody's data is needed: the definition is read, and its conditions are asked about
    every way in which they can come out.

    Args:
        workflow: any lifecycle.
        bound: in how many ways the conditions that meet in one place may come out. If there are more, what is
            asked about that place is not evaluated, and the result says so.

    Returns:
        What was found, what could not be told, and what was examined.

    Raises:
        TypeError: it is no lifecycle.
    """
    require("workflow", workflow, Workflow, BY_ID)
    survey = Survey(workflow, bound)
    answers = [(check, answer) for check in CHECKS for answer in check(survey)]
    return Verification(
        workflow=workflow.id,
        version=workflow.version,
        entries=tuple(
            Entry(
                check=check.name,
                kind=check.kind,
                message=answer.message,
                states=answer.states,
                triggers=answer.triggers,
            )
            for check, answer in answers
            if isinstance(answer, Breach)
        ),
        not_evaluated=tuple(
            NotEvaluated(check.name, answer.cause, answer.about)
            for check, answer in answers
            if isinstance(answer, Untold)
        ),
        examined=survey.examined,
    )
