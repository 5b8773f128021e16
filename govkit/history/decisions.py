"""Decisions about a change of scheme as a file: written as a worksheet to fill in, read back strictly."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import attrs
from cattrs import ClassValidationError

from govkit.errors import LoadError, Problem
from govkit.formats import yaml_file
from govkit.formats.collect import problems_of
from govkit.formats.converter import make_converter
from govkit.formats.fault import Fault
from govkit.formats.placed import placed
from govkit.history.confirmation import (
    Confirmation,
    ConfirmationError,
    confirm_all,
    confirmation_problems,
)
from govkit.history.migration import Alternatives, rules_in_words
from govkit.model import Levels, Phase, Register, Source, pointer
from govkit.model.constraint import Ref, Text
from govkit.scoring import BaseScheme
from govkit.scoring.required import require_scheme

_TO_FILL_IN: Final = ("levels", "by", "why", "on")


@attrs.frozen(kw_only=True)
class Decision:
    """One assessment in a file of decisions.

    Args:
        ref: ref of the risk.
        assessment: which assessment.
        was: what it is now, for the reader.
        candidates: what it could be, for the reader.
        notes: what to know before deciding, for the reader.
        levels: the levels decided on.
        by: who decided.
        why: the reason.
        on: the day it was decided.
    """

    ref: Ref
    assessment: Phase
    was: Text | None = None
    candidates: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    levels: Levels | None = None
    by: str | None = None  # a blank one is told with all else that is wrong
    why: str | None = None
    on: date | None = None

    def missing(self) -> list[str]:
        """Name what is still to be filled in."""
        return [name for name in _TO_FILL_IN if getattr(self, name) is None]


@attrs.frozen(kw_only=True)
class Decisions:
    """A file of decisions.

    Args:
        register: id of the register.
        to: id of the new scheme.
        notes: what to know of each of them before deciding, for the reader.
        decisions: the assessments, decided or not.
    """

    register: Ref
    to: Ref
    notes: tuple[Text, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def confirmations(self) -> tuple[Confirmation, ...]:
        """What was decided; an assessment that nobody has filled in is not among it."""
        return tuple(each for _, each in self.placed_confirmations())

    def placed_confirmations(self) -> Iterator[tuple[int, Confirmation]]:
        """What was decided, each with its place in the file, from 0."""
        for at, each in enumerate(self.decisions):
            if (
                each.levels is not None
                and each.by is not None
                and each.why is not None
                and each.on is not None
            ):
                yield (
                    at,
                    Confirmation(
                        ref=each.ref,
                        phase=each.assessment,
                        levels=each.levels,
                        by=each.by,
                        why=each.why,
                        on=each.on,
                    ),
                )

    def half_filled(self) -> list[Problem]:
        """Say which decisions are begun and not finished, each with its path."""
        return [
            Problem(
                f"{each.ref}/{each.assessment} has no {' and no '.join(each.missing())}; fill in all of "
                f"{', '.join(_TO_FILL_IN)}, or none",
                pointer("decisions", at),
            )
            for at, each in enumerate(self.decisions)
            if 0 < len(each.missing()) < len(_TO_FILL_IN)
        ]


_CONVERTER: Final = make_converter()


def read_decisions(text: str, name: str) -> Decisions:
    """Read a file of decisions.

    Args:
        text: the whole text, YAML.
        name: what to call it in messages.

    Returns:
        The decisions.

    Raises:
        LoadError: it is no such file, or a decision is half filled in; every problem has its line.
    """
    found, source = _structured(text, name)
    problems = found.half_filled()
    if problems:
        raise LoadError(name, placed(problems, source))
    return found


def _structured(text: str, name: str) -> tuple[Decisions, Source]:
    document = yaml_file.read(text, name)
    try:
        return _CONVERTER.structure(document.data, Decisions), document.source
    except (Fault, ClassValidationError) as error:
        raise LoadError(name, placed(problems_of(error), document.source)) from None


def confirm_decisions(
    register: Register, text: str, name: str, *, new: BaseScheme, as_of: date | None = None
) -> tuple[Register, Decisions]:
    """Confirm what a file of decisions says, all or none.

    Args:
        register: the register; it stays as it is.
        text: the whole file, YAML.
        name: what to call the file in messages.
        new: the new scheme.
        as_of: the day in question, after which nothing can have been decided; None to compare with none.

    Returns:
        A new register, and the decisions.

    Raises:
        ConfirmationError: a decision is half filled in, is about another register or scheme, or cannot be
            confirmed as ``confirm_all`` says; every fault of the file is listed with its line.
        LoadError: it is no file of decisions.
        TypeError: ``new`` is no scheme.
    """
    require_scheme(new, "new")
    found, source = _structured(text, name)
    problems = found.half_filled()
    decided = dict(found.placed_confirmations())
    elsewhere = [
        Problem(f'the decisions are about the {what} "{said}", not "{own}"', pointer(key))
        for what, key, said, own in (
            ("register", "register", found.register, register.ref),
            ("scheme", "to", found.to, new.id),
        )
        if said != own
    ]
    problems += elsewhere
    if not elsewhere:  # against another register or scheme every decision would be wrong
        faults = confirmation_problems(register, [*decided.values()], new=new, as_of=as_of)
        problems += [attrs.evolve(each, path=_in_file(each.path, [*decided])) for each in faults]
    if problems:
        raise ConfirmationError(placed(problems, source))
    return confirm_all(register, [*decided.values()], new=new, as_of=as_of), found


def _in_file(path: str, places: Sequence[int]) -> str:
    """Turn a path that begins with a place among the confirmations into one of the file."""
    at, slash, below = path[1:].partition("/")
    return f"{pointer('decisions', places[int(at)])}{slash}{below}"


def worksheet(register: Register, new: BaseScheme, alternatives: Sequence[Alternatives]) -> str:
    """Write a file of decisions in which nothing is decided yet.

    Args:
        register: the register.
        new: the new scheme.
        alternatives: its proposals, of one mapping or of several side by side.

    Returns:
        YAML with an entry per continuing assessment: what it is, what it could be under which rule, what to
        know, and blanks for levels, name, reason and day. What is to be known of all of them is said once.
    """
    continuing = [each for each in alternatives if each.proposals[0].later is not None]
    notes = common([list(each.notes) for each in continuing])
    head = {"register": register.ref, "to": new.id, **({"notes": notes} if notes else {})}
    return yaml_file.write({**head, "decisions": [_entry(each, notes) for each in continuing]})


def common(rows: Sequence[Sequence[str]]) -> list[str]:
    """Find the notes that every row has, so that they need to be said only once; none where there is one row.

    Args:
        rows: the notes of each row.

    Returns:
        The notes, in the order of the first row.
    """
    return [note for note in rows[0] if all(note in row for row in rows)] if len(rows) > 1 else []


def _entry(alternatives: Alternatives, said: Sequence[str]) -> dict[str, Any]:
    first = alternatives.proposals[0]
    was = f"{written_levels(first.assessment.levels)}: {first.rated or 'not rated'}"
    entry = {
        "ref": first.ref,
        "assessment": first.phase.value,
        "was": f"{was} ({first.assessment.scheme or 'no scheme'})",
        "candidates": list(_candidates(alternatives)),
        "notes": [note for note in alternatives.notes if note not in said],
    }
    return entry | dict.fromkeys(_TO_FILL_IN)


def _candidates(alternatives: Alternatives) -> Iterator[str]:
    for each in alternatives.proposals:
        for rating in each.candidates:
            yield f"{rules_in_words(each.rules)}: {written_levels(rating.levels)}: {rating}"


def written_levels(levels: object) -> str:
    """Write levels the way registers do, in a line: ``{likelihood: 3, impact: {social: 2}}``.

    Args:
        levels: levels by factor; or one factor's level, or levels per category.

    Returns:
        The text.
    """
    if not isinstance(levels, Mapping):
        return str(levels)
    return "{" + ", ".join(f"{key}: {written_levels(level)}" for key, level in levels.items()) + "}"
