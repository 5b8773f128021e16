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
from govkit.history.confirmation import Confirmation
from govkit.history.migration import Alternatives, rules_in_words
from govkit.model import Levels, Phase, Register, pointer
from govkit.model.constraint import Ref, Text
from govkit.scoring import BaseScheme

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
    by: Text | None = None
    why: Text | None = None
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
        decisions: the assessments, decided or not.
    """

    register: Ref
    to: Ref
    decisions: tuple[Decision, ...] = ()

    @property
    def confirmations(self) -> tuple[Confirmation, ...]:
        """What was decided; an assessment that nobody has filled in is not among it."""
        return tuple(
            Confirmation(
                ref=each.ref,
                phase=each.assessment,
                levels=each.levels,
                by=each.by,
                why=each.why,
                on=each.on,
            )
            for each in self.decisions
            if each.levels is not None
            and each.by is not None
            and each.why is not None
            and each.on is not None
        )


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
    document = yaml_file.read(text, name)
    try:
        found: Decisions = _CONVERTER.structure(document.data, Decisions)
    except (Fault, ClassValidationError) as error:
        raise LoadError(name, placed(problems_of(error), document.source)) from None
    problems = [
        Problem(
            f"{each.ref}/{each.assessment} has no {' and no '.join(each.missing())}; fill in all of "
            f"{', '.join(_TO_FILL_IN)}, or none",
            pointer("decisions", at),
        )
        for at, each in enumerate(found.decisions)
        if 0 < len(each.missing()) < len(_TO_FILL_IN)
    ]
    if problems:
        raise LoadError(name, placed(problems, document.source))
    return found


def worksheet(register: Register, new: BaseScheme, alternatives: Sequence[Alternatives]) -> str:
    """Write a file of decisions in which nothing is decided yet.

    Args:
        register: the register.
        new: the new scheme.
        alternatives: its proposals, of one mapping or of several side by side.

    Returns:
        YAML with an entry per continuing assessment: what it is, what it could be under which rule, what to
        know, and blanks for levels, name, reason and day.
    """
    entries = [_entry(each) for each in alternatives if each.proposals[0].later is not None]
    return yaml_file.write({"register": register.ref, "to": new.id, "decisions": entries})


def _entry(alternatives: Alternatives) -> dict[str, Any]:
    first = alternatives.proposals[0]
    was = f"{written_levels(first.assessment.levels)}: {first.rated or 'not rated'}"
    entry = {
        "ref": first.ref,
        "assessment": first.phase.value,
        "was": f"{was} ({first.assessment.scheme or 'no scheme'})",
        "candidates": list(_candidates(alternatives)),
        "notes": list(alternatives.notes),
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
