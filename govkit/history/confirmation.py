"""A person confirms scores under a new scheme: the new assessment is made, the old one kept as it stood."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import attrs

from govkit.errors import AmbiguousRefError, GovkitError, Problem, UnknownNameError
from govkit.history.diff import RefMap
from govkit.model import (
    PHASES,
    Assessment,
    EarlierAssessment,
    Levels,
    Located,
    Phase,
    Register,
    Risk,
    pointer,
)
from govkit.model.assessment import frozen_levels
from govkit.model.constraint import says_something
from govkit.scoring import BaseScheme, Given
from govkit.scoring.required import require_scheme

_WHO: Final = "nobody is named who confirms it; give by"
_WHY: Final = "no reason is given; say why"


class ConfirmationError(GovkitError):
    """Scores cannot be confirmed; none of them was.

    Attributes:
        problems: every fault, a sentence each, with the assessment it is about.
        places: the same with file, line and column, if the decisions were read from a file.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.places = tuple(problems)
        self.problems = tuple(each.message for each in self.places)
        head = "nothing was confirmed: "
        if not any(each.file for each in self.places):
            super().__init__(head + "; ".join(self.problems))
            return
        count = len(self.places)
        head += f"{count} problem{'' if count == 1 else 's'}"
        super().__init__("\n".join([head, *(f"  {each}" for each in self.places)]))


@attrs.frozen(kw_only=True)
class Confirmation:
    """What a person decided about one assessment.

    Args:
        ref: ref of the risk.
        phase: which assessment.
        levels: its levels under the new scheme, among the candidates or not.
        by: who decided.
        why: the reason.
        on: the day it was decided.
    """

    ref: str
    phase: Phase = attrs.field(converter=Phase)
    levels: Levels = attrs.field(converter=frozen_levels)
    by: str
    why: str
    on: date

    @property
    def address(self) -> str:
        """The assessment: ``R3.1/current``."""
        return f"{self.ref}/{self.phase}"

    def assessment(self, new: BaseScheme) -> Assessment:
        """Make the assessment that it comes to.

        Args:
            new: the new scheme.

        Returns:
            The assessment.
        """
        return Assessment(
            levels=self.levels, scheme=new.id, date=self.on.isoformat(), by=self.by, rationale=self.why
        )

    def is_kept(self, risk: Risk, new: BaseScheme) -> bool:
        """Whether a risk is confirmed so already, by this very decision.

        Args:
            risk: the risk.
            new: the new scheme.

        Returns:
            True if its assessment is what it would be, and an earlier one is kept.
        """
        kept = any(each.phase is self.phase and each.until == self.on for each in risk.earlier)
        return kept and getattr(risk, self.phase) == self.assessment(new)


def confirm(
    register: Register,
    ref: str,
    phase: str,
    levels: Given,
    *,
    new: BaseScheme,
    by: str,
    why: str,
    on: date,
    as_of: date | None = None,
) -> Register:
    """Confirm one score under a new scheme.

    Args:
        register: the register; it stays as it is.
        ref: ref of the risk.
        phase: "inherent", "current" or "target".
        levels: its levels under the new scheme; they need not be among the candidates.
        new: the new scheme.
        by: who decided.
        why: the reason, which becomes the assessment's rationale.
        on: the day it was decided.
        as_of: the day in question, after which nothing can have been decided; None to compare with none.

    Returns:
        A new register. The risk's assessment names the new scheme; what it said before stands in ``earlier``.

    Raises:
        ConfirmationError: it lists every fault: a level the scheme lacks, a name or reason that is missing,
            an assessment that is not there or that another decision has put under the new scheme, a day after
            ``as_of``, before the register's edition or before the assessment that it replaces.
        TypeError: ``new`` is no scheme.
        UnknownNameError: there is no such phase.
    """
    if phase not in PHASES:
        raise UnknownNameError("assessment", phase, PHASES)
    decided = Confirmation(ref=ref, phase=Phase(phase), levels=frozen_levels(levels), by=by, why=why, on=on)
    return confirm_all(register, [decided], new=new, as_of=as_of)


def confirm_all(
    register: Register,
    confirmations: Sequence[Confirmation],
    *,
    new: BaseScheme,
    as_of: date | None = None,
) -> Register:
    """Confirm many scores under a new scheme, all or none.

    Args:
        register: the register; it stays as it is.
        confirmations: what was decided.
        new: the new scheme.
        as_of: the day in question, after which nothing can have been decided; None to compare with none.

    Returns:
        A new register. Its own ``scheme`` stays, since only its people can say when the change is complete.
        What is confirmed already, by the very same decision, stays as it is.

    Raises:
        ConfirmationError: it lists every fault of every confirmation.
        TypeError: ``new`` is no scheme.
    """
    problems = confirmation_problems(register, confirmations, new=new, as_of=as_of)
    if problems:
        raise ConfirmationError(problems)
    decided: dict[str, list[Confirmation]] = {}
    for each in confirmations:
        decided.setdefault(each.ref, []).append(each)
    return attrs.evolve(
        register, risks=tuple(_confirmed(risk, decided.get(risk.ref, ()), new) for risk in register.risks)
    )


def confirmation_problems(
    register: Register,
    confirmations: Sequence[Confirmation],
    *,
    new: BaseScheme,
    as_of: date | None = None,
) -> list[Problem]:
    """Say everything that keeps scores from being confirmed.

    Args:
        register: the register.
        confirmations: what was decided.
        new: the new scheme.
        as_of: the day in question, after which nothing can have been decided; None to compare with none.

    Returns:
        Every fault; its path leads through the place among the confirmations to what it is about.

    Raises:
        TypeError: ``new`` is no scheme.
    """
    require_scheme(new, "new")
    found: list[Problem] = []
    seen: Counter[str] = Counter()
    counts = Counter(each.address for each in confirmations)
    there: dict[str, list[Located[Risk]]] = {}
    for risk in register.all_risks:
        there.setdefault(risk.item.ref, []).append(risk)
    for at, each in enumerate(confirmations):
        early = before_edition(register, each.on)
        faults = [*_own_faults(each, new, as_of), *_faults_there(there, each, new)]
        faults += [] if early is None else [(("on",), early)]
        found += [Problem(f"{each.address}: {said}", pointer(at, *keys)) for keys, said in faults]
    for at, each in enumerate(confirmations):
        seen[each.address] += 1
        if seen[each.address] == 2:  # noqa: PLR2004 - said once, where it stands again
            found.append(
                Problem(f"{each.address}: it is confirmed {counts[each.address]} times", pointer(at))
            )
    return found


def before_edition(register: Register, on: date) -> str | None:
    """Say that a day lies before a register's edition, which would show what was decided by then.

    Args:
        register: the register.
        on: the day on which something about it is said to be decided.

    Returns:
        A sentence; None if the day is no earlier than the first of the edition, or the edition has none.
    """
    first = None if register.edition is None else register.edition.first
    if first is None or type(on) is not date or on >= first:
        return None
    return (
        f"it is decided on {on}, which is before the edition of {register.edition}, to which it is applied; "
        f"correct on, or the edition"
    )


def _own_faults(
    confirmation: Confirmation, new: BaseScheme, as_of: date | None
) -> Iterator[tuple[tuple[str, ...], str]]:
    on = confirmation.on
    if type(on) is not date:
        # A datetime is a date to isinstance, and would be stored as something that is none.
        yield ("on",), f"on takes a datetime.date, not {type(on).__name__} ({on})"
    elif as_of is not None and on > as_of:
        yield (
            ("on",),
            f"it is decided on {on}, which is after {as_of}; nothing is confirmed before it is decided",
        )
    if not says_something(confirmation.by):
        yield ("by",), _WHO
    if not says_something(confirmation.why):
        yield ("why",), _WHY
    yield from ((("levels", *fault.path), fault.message) for fault in new.level_faults(confirmation.levels))


def _faults_there(
    there: Mapping[str, Sequence[Located[Risk]]], confirmation: Confirmation, new: BaseScheme
) -> Iterator[tuple[tuple[str, ...], str]]:
    ref, phase = confirmation.ref, confirmation.phase
    found = there.get(ref, ())
    if len(found) != 1:
        paths = [risk.path for risk in found]
        yield ("ref",), str(AmbiguousRefError(ref, paths) if paths else UnknownNameError("risk", ref, there))
        return
    assessment: Assessment | None = getattr(found[0].item, phase)
    if assessment is None:
        yield ("assessment",), f"the risk has no {phase} assessment, so there is none to carry over"
    elif assessment.scheme == new.id and not confirmation.is_kept(found[0].item, new):
        yield ("assessment",), f"it is under {new.id} already; a reassessment is no change of scheme"
    elif assessment.scheme != new.id and (early := _before_assessment(assessment, confirmation.on)):
        yield ("on",), early


def _before_assessment(assessment: Assessment, on: date) -> str | None:
    """Say that a day lies before the assessment that a decision would replace."""
    first = None if assessment.date is None else assessment.date.first
    if first is None or type(on) is not date or on >= first:
        return None
    return (
        f"it is decided on {on}, which is before the assessment that it replaces, dated {assessment.date}; "
        f"correct on, or that date"
    )


def unconfirmed(register: Register, scheme: str, *, ref_map: RefMap | None = None) -> tuple[str, ...]:
    """List what is still to be confirmed: assessments under another scheme.

    Args:
        register: the register.
        scheme: id of the new scheme.
        ref_map: which risks continue, since the others need no new score; all of them unless given.

    Returns:
        Addresses of assessments, such as ``R3.1/current``; empty once everything is confirmed.
    """
    return tuple(
        f"{risk.ref}/{phase}"
        for risk in register.risks
        for phase in PHASES
        if (assessment := getattr(risk, phase)) is not None and assessment.scheme != scheme
        if ref_map is None or risk.ref in ref_map.pairs
    )


def confirmed(register: Register, scheme: str) -> tuple[str, ...]:
    """List what was confirmed under a scheme: assessments under it that keep what they were under another.

    Args:
        register: the register.
        scheme: id of the new scheme.

    Returns:
        Addresses of assessments, such as ``R3.1/current``; none of those that were made under the scheme.
    """
    return tuple(
        f"{risk.ref}/{phase}"
        for risk in register.risks
        for phase in PHASES
        if (assessment := getattr(risk, phase)) is not None and assessment.scheme == scheme
        if any(each.phase == phase and each.assessment.scheme != scheme for each in risk.earlier)
    )


def _confirmed(risk: Risk, decided: Sequence[Confirmation], new: BaseScheme) -> Risk:
    for each in decided:
        if each.is_kept(risk, new):
            continue
        replaced = EarlierAssessment(phase=each.phase, until=each.on, assessment=getattr(risk, each.phase))
        changes: dict[str, Any] = {
            each.phase.value: each.assessment(new),
            "earlier": (*risk.earlier, replaced),
        }
        risk = attrs.evolve(risk, **changes)
    return risk
