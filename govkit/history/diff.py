"""Movement of ratings between two editions: new, closed and continuing risks, and which way each factor went.

A continuing risk is one the ref map says is the same: refs alone mislead, since a later register may give a
ref to another risk. Without a map, risks with the same ref continue.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

import attrs
from immutabledict import immutabledict

from govkit.analysis import rate_risk
from govkit.errors import GovkitError
from govkit.model import Register, Risk
from govkit.scoring import Rating, Scheme

LIKELIHOOD: Final = "likelihood"
IMPACT: Final = "impact"


class Move(StrEnum):
    """Which way a level went."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


class Cause(StrEnum):
    """Why a rating is not what it was."""

    REASSESSED = "reassessed"
    SCHEME = "change of scheme"


@attrs.frozen(kw_only=True)
class Movement:
    """How a continuing risk moved.

    Args:
        ref: its ref in the later edition.
        before: its ref in the earlier edition.
        likelihood: which way its likelihood went; None where it cannot be told.
        impact: which way its impact went; None where it cannot be told.
        expected_likelihood: which way its target expects likelihood to go from here.
        expected_impact: which way its target expects impact to go from here.
        cause: why its rating is not what it was; None if nothing moved.
    """

    ref: str
    before: str
    likelihood: Move | None
    impact: Move | None
    expected_likelihood: Move | None
    expected_impact: Move | None
    cause: Cause | None


@attrs.frozen(kw_only=True)
class Diff:
    """What changed from one edition to the next.

    Args:
        new: refs of risks that only the later edition has.
        closed: refs of risks that only the earlier edition has.
        moved: every continuing risk with its movement, in the order of the later edition.
        changed: per continuing risk, by its later ref, the names of the fields whose words changed.
    """

    new: tuple[str, ...]
    closed: tuple[str, ...]
    moved: tuple[Movement, ...]
    changed: immutabledict[str, tuple[str, ...]]


class RefMapError(GovkitError):
    """A ref map cannot be used.

    Attributes:
        problems: every fault, a sentence each.
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("the ref map cannot be used: " + "; ".join(self.problems))


@attrs.frozen
class RefMap:
    """Which risk of the earlier edition continues as which of the later.

    Args:
        pairs: later refs by earlier refs.
    """

    pairs: immutabledict[str, str] = attrs.field(converter=immutabledict)

    def check(self, before: Register, after: Register) -> None:
        """Refuse a map that is not one-to-one, or names risks that are not there.

        Args:
            before: the earlier edition.
            after: the later edition.

        Raises:
            RefMapError: it lists every fault.
        """
        problems = []
        for names, register, which in (
            (self.pairs.keys(), before, "earlier"),
            (self.pairs.values(), after, "later"),
        ):
            known = {risk.ref for risk in register.risks}
            problems += [f'the {which} edition has no risk "{ref}"' for ref in names if ref not in known]
        later = list(self.pairs.values())
        problems += [
            f'"{ref}" continues {" and ".join(old for old, new in self.pairs.items() if new == ref)}'
            for ref in dict.fromkeys(later)
            if later.count(ref) > 1
        ]
        if problems:
            raise RefMapError(problems)


def diff(
    before: Register,
    after: Register,
    schemes: Mapping[str, Scheme],
    *,
    ref_map: RefMap | None = None,
) -> Diff:
    """Compare two editions.

    Args:
        before: the earlier edition.
        after: the later edition.
        schemes: scoring schemes at hand, by id.
        ref_map: which risks continue; the same refs unless given.

    Returns:
        New, closed and continuing risks. Levels of different schemes are not compared: a likelihood of 3 of 4
        is neither more nor less than one of 3 of 5.

    Raises:
        RefMapError: the map is not one-to-one, or names risks that are not there.
    """
    if ref_map is None:
        shared = {risk.ref for risk in before.risks} & {risk.ref for risk in after.risks}
        ref_map = RefMap({ref: ref for ref in sorted(shared)})
    ref_map.check(before, after)
    earlier = {risk.ref: risk for risk in before.risks}
    later = {new: earlier[old] for old, new in ref_map.pairs.items()}
    continuing = [(later[risk.ref], risk) for risk in after.risks if risk.ref in later]
    return Diff(
        new=tuple(risk.ref for risk in after.risks if risk.ref not in later),
        closed=tuple(risk.ref for risk in before.risks if risk.ref not in ref_map.pairs),
        moved=tuple(_movement(old, new, schemes) for old, new in continuing),
        changed=immutabledict((new.ref, fields) for old, new in continuing if (fields := _changed(old, new))),
    )


def _movement(old: Risk, new: Risk, schemes: Mapping[str, Scheme]) -> Movement:
    was, rated = rate_risk(old, schemes).current, rate_risk(new, schemes)
    is_, aim = rated.current, rated.target
    return Movement(
        ref=new.ref,
        before=old.ref,
        likelihood=_move(was, is_, LIKELIHOOD, schemes),
        impact=_move(was, is_, IMPACT, schemes),
        expected_likelihood=_move(is_, aim, LIKELIHOOD, schemes),
        expected_impact=_move(is_, aim, IMPACT, schemes),
        cause=_cause(was, is_),
    )


def _move(was: Rating | None, is_: Rating | None, factor: str, schemes: Mapping[str, Scheme]) -> Move | None:
    if was is None or is_ is None or (was.scheme, was.version) != (is_.scheme, is_.version):
        return None
    places = next((each.places for each in schemes[is_.scheme].factors if each.key == factor), None)
    if places is None:
        return None
    step = places[is_.levels[factor]] - places[was.levels[factor]]
    return Move.UP if step > 0 else Move.DOWN if step < 0 else Move.SAME


def _cause(was: Rating | None, is_: Rating | None) -> Cause | None:
    if was is None or is_ is None:
        return None
    if (was.scheme, was.version) != (is_.scheme, is_.version):
        return Cause.SCHEME
    return None if was.levels == is_.levels else Cause.REASSESSED


def _changed(old: Risk, new: Risk) -> tuple[str, ...]:
    skipped = {"ref", "inherent", "current", "target", "earlier"}
    names: list[Any] = [field.name for field in attrs.fields(Risk) if field.name not in skipped]
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))
