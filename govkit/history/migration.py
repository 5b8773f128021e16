"""A register under another scheme: what each assessment could be there, for a person to confirm.

Nothing here rewrites an assessment. A proposal is a set of candidate cells under rules that somebody chose;
``confirmation`` records what a person makes of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any, Final

import attrs
from immutabledict import immutabledict

from govkit.analysis import Unrated, rate_assessment
from govkit.errors import RatingError, did_you_mean
from govkit.history.diff import RefMap
from govkit.history.reversals import reversals
from govkit.model import PHASES, Assessment, Phase, Register, Risk, pointer
from govkit.model.require import require_register
from govkit.scoring import (
    BaseScheme,
    Intervals,
    LevelRule,
    MappedScheme,
    MappingError,
    MappingFault,
    Rating,
    level_rule,
    map_scheme,
)
from govkit.scoring.required import require_scheme

_CELLS: Final = 1000
_TOO_MANY: Final = "not evaluated: the rules leave more than a thousand cells; choose closer ones"


@attrs.frozen(kw_only=True)
class Proposal:
    """What one assessment could be under another scheme.

    Args:
        ref: ref of the risk.
        later: its ref in the later edition by the ref map; the same where no map is given, None where the
            risk is not continued.
        phase: which assessment.
        rules: per factor of the new scheme the rule.
        assessment: the assessment as it stands.
        rated: its rating under the scheme it was made with, None where it has none.
        candidates: ratings of the candidate cells, least first; empty where there is none.
        evaluated: False where a rule lacks the facts it needs, or the assessment cannot be read.
        against: refs of risks that the candidates put the other way round.
        notes: what a person should know before confirming, a sentence each.
    """

    ref: str
    later: str | None
    phase: Phase
    rules: immutabledict[str, LevelRule]
    assessment: Assessment
    rated: Rating | None
    candidates: tuple[Rating, ...]
    evaluated: bool
    against: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Alternatives:
    """One assessment under several mappings.

    Args:
        proposals: a proposal per mapping, in their order.
        disagreement: how the mappings differ in a sentence; None where those that find candidates agree.
    """

    proposals: tuple[Proposal, ...]
    disagreement: str | None

    @property
    def notes(self) -> Mapping[str, tuple[int, ...]]:
        """Every distinct note with the places of the proposals it is about; the disagreement comes last."""
        about: dict[str, tuple[int, ...]] = {}
        for place, proposal in enumerate(self.proposals):
            for note in proposal.notes:
                about[note] = (*about.get(note, ()), place)
        if self.disagreement is not None:
            about[self.disagreement] = tuple(range(len(self.proposals)))
        return about


def propose(
    register: Register,
    new: BaseScheme,
    mapping: Mapping[str, LevelRule],
    *,
    schemes: Mapping[str, BaseScheme],
    ref_map: RefMap | None = None,
    intervals: Intervals | None = None,
    renamed: Mapping[str, str] | None = None,
) -> tuple[Proposal, ...]:
    """Say what every assessment of another scheme could be under a new one.

    Args:
        register: the register; it stays as it is.
        new: the scheme that is proposed.
        mapping: per factor of the new scheme a rule.
        schemes: the schemes at hand by id, among them those of the assessments.
        ref_map: which risks continue; all of them, under their refs, unless given.
        intervals: probabilities that no source states, by scheme, factor and level.
        renamed: per factor of the new scheme the old factor whose place it takes, where keys differ.

    Returns:
        A proposal per assessment, in the order of the register; none for those of the new scheme itself.

    Raises:
        MappingError: the mapping or the probabilities cannot be used.
        RefMapError: the map is not one-to-one, or names risks that are not there.
        TypeError: ``register`` is no register, or ``new`` no scheme.
    """
    require_register(register)
    require_scheme(new, "new")
    if ref_map is not None:
        check_continuing(register, ref_map)
    mapped = _mapped(register, new, mapping, schemes, intervals=intervals, renamed=renamed or {})
    rules = immutabledict((key, level_rule(rule)) for key, rule in mapping.items())
    change = _Change(new, rules, schemes, ref_map, mapped)
    found = [
        change.proposal(risk, Phase(phase), assessment)
        for risk in register.risks
        for phase in PHASES
        if (assessment := getattr(risk, phase)) is not None and assessment.scheme != new.id
    ]
    against = reversals([(each.phase, each.rated, each.candidates, each.ref) for each in found])
    return tuple(
        attrs.evolve(each, against=refs, notes=(*each.notes, _reversed(each, refs))) if refs else each
        for each, refs in zip(found, against, strict=True)
    )


def side_by_side(
    register: Register,
    new: BaseScheme,
    mappings: Sequence[Mapping[str, LevelRule]],
    *,
    schemes: Mapping[str, BaseScheme],
    ref_map: RefMap | None = None,
    intervals: Intervals | None = None,
    renamed: Mapping[str, str] | None = None,
) -> tuple[Alternatives, ...]:
    """Set the proposals of several mappings side by side.

    Args:
        register: the register.
        new: the scheme that is proposed.
        mappings: mappings as ``propose`` takes them.
        schemes: the schemes at hand, by id.
        ref_map: which risks continue.
        intervals: probabilities that no source states.
        renamed: per factor of the new scheme the old factor whose place it takes, where keys differ.

    Returns:
        Per assessment a proposal of every mapping, and how they differ.

    Raises:
        MappingError: mappings or the probabilities cannot be used; it lists the faults of all of them.
        RefMapError: the map is not one-to-one, or names risks that are not there.
        TypeError: ``register`` is no register, or ``new`` no scheme.
    """
    columns = []
    faults: list[MappingFault] = []
    about: dict[str, Any] = {
        "schemes": schemes, "ref_map": ref_map, "intervals": intervals, "renamed": renamed,
    }  # fmt: skip
    for mapping in mappings:
        try:
            columns.append(propose(register, new, mapping, **about))
        except MappingError as error:
            faults += error.faults
    if faults:
        raise MappingError(faults)
    return tuple(
        Alternatives(proposals=row, disagreement=_disagreement(row)) for row in zip(*columns, strict=True)
    )


def check_continuing(register: Register, ref_map: RefMap) -> None:
    """Refuse a map of the risks that continue into an edition which is not written yet.

    Args:
        register: the register whose refs the map names first.
        ref_map: the map; whatever it names as later is taken to be there.

    Raises:
        RefMapError: the map is not one-to-one, or names risks that the register does not have.
    """
    later = tuple(Risk(ref=ref, title=ref) for ref in dict.fromkeys(ref_map.pairs.values()))
    ref_map.check(register, Register(ref=register.ref, title=register.title, risks=later))


def rules_in_words(rules: Mapping[str, LevelRule]) -> str:
    """Name the rules of a mapping: ``by label``, or each factor's where they differ.

    Args:
        rules: per factor its rule.

    Returns:
        A phrase.
    """
    if len({str(rule) for rule in rules.values()}) == 1:
        return f"by {next(iter(rules.values()))}"
    return ", ".join(f"{key} by {rule}" for key, rule in rules.items())


def _mapped(
    register: Register,
    new: BaseScheme,
    mapping: Mapping[str, LevelRule],
    schemes: Mapping[str, BaseScheme],
    *,
    intervals: Intervals | None,
    renamed: Mapping[str, str],
) -> dict[str, MappedScheme]:
    """Map every scheme that the register uses, and refuse a mapping that fits one of them not."""
    known = {*schemes, new.id}
    problems = [
        MappingFault(
            f'probabilities are given for the scheme "{name}"{did_you_mean(name, sorted(known))}',
            pointer(name),
        )
        for name in intervals or {}
        if name not in known
    ]
    for rule in mapping.values():
        try:
            level_rule(rule)
        except MappingError as error:
            problems += error.faults
    used = dict.fromkeys(each.item.scheme for each in register.all_assessments)
    mapped = {}
    for name in used:
        if name is not None and name != new.id and name in schemes:
            try:
                mapped[name] = map_scheme(schemes[name], new, mapping, intervals=intervals, renamed=renamed)
            except MappingError as error:
                problems += error.faults
    if problems:
        raise MappingError(problems)
    return mapped


@attrs.frozen
class _Change:
    """A change of scheme: everything that the proposals of one mapping share."""

    new: BaseScheme
    rules: immutabledict[str, LevelRule]
    schemes: Mapping[str, BaseScheme]
    ref_map: RefMap | None
    mapped: Mapping[str, MappedScheme]

    def proposal(self, risk: Risk, phase: Phase, assessment: Assessment) -> Proposal:
        rated = rate_assessment(assessment, self.schemes)
        later = risk.ref if self.ref_map is None else self.ref_map.pairs.get(risk.ref)
        candidates: tuple[Rating, ...] = ()
        evaluated = True
        if later is None:
            notes = ["not continued: the map names no later risk for it"]
        elif isinstance(rated, Unrated):
            evaluated, notes = False, [f"not evaluated: {rated.reason}"]
        else:
            candidates, evaluated, notes = _candidates(rated, self.mapped[rated.scheme])
            notes += _categories(assessment, self.mapped[rated.scheme])
            notes += _untold(self.schemes[rated.scheme], self.new)
            notes += (f"{rules_in_words(self.rules)}: {flip}" for flip in _flips(rated, candidates))
        return Proposal(
            ref=risk.ref,
            later=later,
            phase=phase,
            rules=self.rules,
            assessment=assessment,
            rated=None if isinstance(rated, Unrated) else rated,
            candidates=candidates,
            evaluated=evaluated,
            notes=tuple(notes),
        )


def _candidates(rated: Rating, mapped: MappedScheme) -> tuple[tuple[Rating, ...], bool, list[str]]:
    levels = {
        key: factor.levels[rated.levels[factor.source]]
        for key, factor in mapped.factors.items()
        if factor.source in rated.levels
    }
    notes = [note for level in levels.values() if (note := level.note) is not None]
    notes += mapped.notes
    notes += (note for factor in mapped.factors.values() for note in factor.notes)
    evaluated = all(level.evaluated for level in levels.values())
    if not evaluated or mapped.missing:
        return (), evaluated, notes
    if prod(len(level.candidates) for level in levels.values()) > _CELLS:
        return (), False, [*notes, _TOO_MANY]
    ratings = []
    for cell in product(*(level.candidates for level in levels.values())):
        numbers = {key: level.number for key, level in zip(levels, cell, strict=True)}
        try:
            ratings.append(mapped.new.rate(numbers))
        except RatingError as error:
            notes += error.problems
    return tuple(sorted(ratings, key=lambda rating: rating.rank)), True, notes


def _categories(assessment: Assessment, mapped: MappedScheme) -> Iterator[str]:
    split = [key for key, level in assessment.levels.items() if isinstance(level, Mapping)]
    if split:
        yield f"levels per category are not carried over, only the {' and '.join(split)} that counted"
    whole = [
        each.source
        for each in mapped.factors.values()
        if each.factor.categories and each.source in assessment.levels and each.source not in split
    ]
    if whole:
        yield f"{' and '.join(whole)} was not assessed per category, so each candidate has one level for all"


def _untold(*schemes: BaseScheme) -> Iterator[str]:
    for scheme in schemes:
        if not scheme.bands:
            yield f"{scheme.id} has no bands, so a change of band cannot be told"
        if scheme.tolerance is None:
            yield f"{scheme.id} sets no tolerance, so a change of side cannot be told"


def _flips(rated: Rating, candidates: Sequence[Rating]) -> Iterator[str]:
    """Say how band and side of tolerance would change, where both schemes have them."""
    bands = dict.fromkeys(rating.band.label for rating in candidates if rating.band is not None)
    if rated.band is not None and bands.keys() - {rated.band.label}:
        yield f"the band was {rated.band.label} and would be {' or '.join(bands)}"
    sides = {rating.within_tolerance for rating in candidates}
    if rated.within_tolerance is not None and (not rated.within_tolerance) in sides:
        was, then = ("within", "above") if rated.within_tolerance else ("above", "within")
        yield f"it was {was} tolerance and {'would' if len(sides) == 1 else 'could'} be {then} it"


def _reversed(proposal: Proposal, refs: Sequence[str]) -> str:
    shown = ", ".join(refs[:12]) + (f" and {len(refs) - 12} more" if len(refs) > 12 else "")  # noqa: PLR2004 - a line stays readable
    head = f"{rules_in_words(proposal.rules)}: its {proposal.phase} order"
    return f"{head} against {shown} is the other way round"


def _disagreement(row: Sequence[Proposal]) -> str | None:
    found = [each for each in row if each.candidates]
    if len({frozenset(rating.levels for rating in each.candidates) for each in found}) < 2:  # noqa: PLR2004 - two differ
        return None
    said = (f"{' or '.join(map(str, each.candidates))} {_by(each)}" for each in found)
    return f"the rules disagree: {'; '.join(said)}"


def _by(each: Proposal) -> str:
    words = rules_in_words(each.rules)
    return words if words.startswith("by ") else f"({words})"
