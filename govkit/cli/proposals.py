"""Proposals for a change of scheme as text for people and as data for programs."""

from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase
from typing import Any, Final

from govkit.analysis import Unrated, rate_assessment
from govkit.cli.common import rating_data
from govkit.history import Alternatives, Proposal, confirmed, rules_in_words, written_levels
from govkit.history.decisions import common
from govkit.model import PHASES, Assessment, Phase, Register
from govkit.scoring import BaseScheme, Rating

_LONGEST: Final = 60
"""Characters that the column "was" may take; levels that need more go into a note."""


Decided = Mapping[tuple[str, Phase], Rating | Unrated]
"""What a later register says: by ref and phase its rating, or why it has none."""


def decided_ratings(later: Register, schemes: Mapping[str, BaseScheme]) -> Decided:
    """Rate what was decided later."""
    return {
        (risk.ref, Phase(phase)): rate_assessment(assessment, schemes)
        for risk in later.risks
        for phase in PHASES
        if (assessment := getattr(risk, phase)) is not None
    }


def proposals_data(
    register: Register, new: BaseScheme, found: Sequence[Alternatives], decided: Decided | None
) -> dict[str, Any]:
    """Turn proposals into the form that the JSON contract promises: one per assessment and mapping."""
    return {
        "register": register.ref,
        "to": {"id": new.id, "version": new.version},
        "proposals": [
            _data(each, row.disagreement)
            | ({} if decided is None else {"decided": _decided_data(each, decided)})
            for row in found
            for each in row.proposals
        ],
        "confirmed": list(confirmed(register, new.id)),
        "under_it_already": list(_under_already(register, new)),
    }


def _under_already(register: Register, new: BaseScheme) -> Sequence[str]:
    """List what is under the new scheme without anybody having confirmed it: it was assessed under it."""
    done = set(confirmed(register, new.id))
    under = [each.address for each in register.all_assessments if each.item.scheme == new.id]
    return [address for address in under if address not in done]


def _data(each: Proposal, disagreement: str | None) -> dict[str, Any]:
    return {
        "ref": each.ref,
        "later": each.later,
        "assessment": each.phase,
        "rules": {key: str(rule) for key, rule in each.rules.items()},
        "from": rating_data(each.rated) or _unrated(each.assessment),
        "evaluated": each.evaluated,
        "candidates": [_candidate(rating) for rating in each.candidates],
        "notes": [*each.notes, *([] if disagreement is None else [disagreement])],
    }


def _decided_data(each: Proposal, decided: Decided) -> dict[str, Any] | None:
    rating = _decided(each, decided)
    return rating_data(rating) if isinstance(rating, Rating) else None


def _decided(each: Proposal, decided: Decided) -> Rating | Unrated | None:
    return None if each.later is None else decided.get((each.later, each.phase))


def _unrated(assessment: Assessment) -> dict[str, Any]:
    return {
        "scheme": {"id": assessment.scheme, "version": None},
        "levels": {
            key: dict(level) if isinstance(level, Mapping) else level
            for key, level in assessment.levels.items()
        },
        "value": None,
        "band": None,
        "within_tolerance": None,
        "explanation": None,
    }


def _candidate(rating: Rating) -> dict[str, Any]:
    return {
        "levels": dict(rating.levels),
        "value": rating.value,
        "band": rating.band.label if rating.band else None,
        "within_tolerance": rating.within_tolerance,
    }


def proposals_lines(
    register: Register, new: BaseScheme, found: Sequence[Alternatives], decided: Decided | None
) -> Iterator[str]:
    """Set proposals out as lines: the mappings, a row per assessment, and numbered notes."""
    done, already = confirmed(register, new.id), _under_already(register, new)
    if not found and not done:
        why = f"every assessment is under {new.id}" if already else "no assessment is recorded"
        hint = "; compare versions with govkit schemes diff" if already else ""
        yield f"{register.title}: nothing to do: {why}{hint}"
        return
    ended = sum(each.proposals[0].later is None for each in found)
    counts = f"{len(found) - ended} to confirm, {ended} not continued, {len(done)} confirmed already"
    counts += f", {len(already)} under it already" if already else ""
    yield f"{register.title}, under {new.id} {new.version}: {counts}"
    if not found:
        return
    letters = [_letter(place) for place in range(len(found[0].proposals))]
    yield ""
    for letter, each in zip(letters, found[0].proposals, strict=True):
        yield f"{letter}  {rules_in_words(each.rules)}"
    rows = [_notes(row, letters) for row in found]
    everywhere = common(
        [notes for each, notes in zip(found, rows, strict=True) if each.proposals[0].later is not None]
    )
    numbers = {note: str(at) for at, note in enumerate(_others(rows, everywhere), start=1)}
    yield ""
    yield from _table(
        [
            ["ref", "assessment", "was", *letters, *([] if decided is None else ["decided"]), "notes"],
            *(
                [*_row(each, decided, new), " ".join(numbers[note] for note in notes if note in numbers)]
                for each, notes in zip(found, rows, strict=True)
            ),
        ]
    )
    yield ""
    yield "- no candidate, ? not evaluated"
    if decided is not None:
        yield _agreement(letters, found, decided, new)
    for note in everywhere:
        yield f"all {note}"
    for note, number in numbers.items():
        yield f"{number:>3} {note}"


def _letter(place: int) -> str:
    return ascii_uppercase[place] if place < len(ascii_uppercase) else f"M{place + 1}"


def _others(rows: Sequence[Sequence[str]], everywhere: Sequence[str]) -> dict[str, None]:
    return {note: None for row in rows for note in row if note not in everywhere}


def _notes(row: Alternatives, letters: Sequence[str]) -> list[str]:
    """Name what there is to know about an assessment, each with the mappings it is about."""
    notes = [
        note if len(places) == len(letters) else f"{' '.join(letters[place] for place in places)}: {note}"
        for note, places in row.notes.items()
    ]
    first = row.proposals[0]
    return notes if _fits(first) else [f"{first.ref}/{first.phase} was {_levels(first)}", *notes]


def _fits(first: Proposal) -> bool:
    return len(_levels(first)) + len(_rating(first)) <= _LONGEST


def _levels(first: Proposal) -> str:
    levels = (first.rated or first.assessment).levels
    return ", ".join(f"{key} {written_levels(level)}" for key, level in levels.items()) or "no levels"


def _rating(first: Proposal) -> str:
    return str(first.rated or "not rated")


def _agreement(
    letters: Sequence[str], found: Sequence[Alternatives], decided: Decided, new: BaseScheme
) -> str:
    """Count how often each mapping proposes the one cell that was decided."""
    rated = [
        (row, rating)
        for row in found
        if isinstance(rating := _decided(row.proposals[0], decided), Rating) and rating.scheme == new.id
    ]
    counts = [
        sum(
            [each.levels for each in row.proposals[place].candidates] == [rating.levels]
            for row, rating in rated
        )
        for place in range(len(letters))
    ]
    told = ", ".join(f"{letter} {count}" for letter, count in zip(letters, counts, strict=True))
    return f"of {len(rated)} that were decided, a rule alone finds the levels: {told}"


def _row(row: Alternatives, decided: Decided | None, new: BaseScheme) -> list[str]:
    first = row.proposals[0]
    ref = first.ref if first.later in (None, first.ref) else f"{first.ref} → {first.later}"
    was = f"{_levels(first)}: {_rating(first)}" if _fits(first) else _rating(first)
    later = [] if decided is None else [_decided_cell(_decided(first, decided), new)]
    return [ref, first.phase, was, *(_cell(each) for each in row.proposals), *later]


def _decided_cell(rating: Rating | Unrated | None, new: BaseScheme) -> str:
    if rating is None:
        return ""
    if isinstance(rating, Unrated):
        return "not rated"
    return _short(rating) if rating.scheme == new.id else f"{_short(rating)} ({rating.scheme})"


def _cell(each: Proposal) -> str:
    if each.later is None:
        return ""
    if not each.candidates:
        return "-" if each.evaluated else "?"
    return " or ".join(_short(rating) for rating in each.candidates)


def _short(rating: Rating) -> str:
    side = {True: " within", False: " above", None: ""}[rating.within_tolerance]
    return f"{rating.value}{side}"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
