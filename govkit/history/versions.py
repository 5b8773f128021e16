"""What another version of a scheme would change in a register: values, bands, sides of tolerance."""

from collections.abc import Iterator
from typing import Final

import attrs

from govkit.analysis import Unrated, rate_assessment
from govkit.model import Assessment, Register
from govkit.scoring import BaseScheme, Rating

_CAUTION: Final = (
    "{} and {} are two schemes: levels are read as written, which says nothing of what they mean; "
    "use govkit migrate for proposals"
)


@attrs.frozen
class Rerated:
    """An assessment whose rating another version of its scheme would change.

    Args:
        address: the assessment, such as ``SR3.4/current``.
        before: its rating in the old version; or why there is none.
        after: its rating in the new version; or why there is none.
        what: what changes: ``value``, ``band``, ``side of tolerance``, or ``whether it can be rated``.
    """

    address: str
    before: Rating | Unrated
    after: Rating | Unrated
    what: tuple[str, ...]

    def __str__(self) -> str:
        """Render as ``SR3.4/current: 14, Medium-high, above tolerance → 13, Medium, within tolerance``."""
        return f"{self.address}: {_said(self.before)} → {_said(self.after)} ({', '.join(self.what)})"


@attrs.frozen(kw_only=True)
class Reratings:
    """What another version of a scheme would change in a register.

    Args:
        changed: assessments that would be rated otherwise, or that only one version can rate.
        same: how many assessments would keep their rating.
        unrated: addresses of assessments that neither version can rate.
        others: how many assessments are of other schemes, and were not looked at.
        caution: that the two are different schemes, so that the ratings after are no proposals; None for two
            versions of one.
    """

    changed: tuple[Rerated, ...]
    same: int
    unrated: tuple[str, ...]
    others: int
    caution: str | None


def rerate(register: Register, old: BaseScheme, new: BaseScheme) -> Reratings:
    """Say which assessments another version of their scheme would change.

    Args:
        register: the register; it stays as it is.
        old: the version its assessments were made with.
        new: the other version.

    Returns:
        The assessments that name the old scheme, rated in both versions.
    """
    changed, unrated, same, others = [], [], 0, 0
    for each in register.all_assessments:
        if each.item.scheme != old.id:
            others += 1
            continue
        before, after = _rate(each.item, old), _rate(each.item, new)
        what = tuple(_what(before, after))
        if what:
            changed.append(Rerated(each.address, before, after, what))
        elif isinstance(before, Rating):
            same += 1
        else:
            unrated.append(each.address)
    return Reratings(
        changed=tuple(changed),
        same=same,
        unrated=tuple(unrated),
        others=others,
        caution=None if old.id == new.id else _CAUTION.format(old.id, new.id),
    )


def _rate(assessment: Assessment, scheme: BaseScheme) -> Rating | Unrated:
    return rate_assessment(attrs.evolve(assessment, scheme=scheme.id), {scheme.id: scheme})


def _what(before: Rating | Unrated, after: Rating | Unrated) -> Iterator[str]:
    if isinstance(before, Unrated) or isinstance(after, Unrated):
        if type(before) is not type(after):
            yield "whether it can be rated"
        return
    if before.value != after.value:
        yield "value"
    if (before.band and before.band.key) != (after.band and after.band.key):
        yield "band"
    if before.within_tolerance != after.within_tolerance:
        yield "side of tolerance"


def _said(rating: Rating | Unrated) -> str:
    return str(rating) if isinstance(rating, Rating) else f"not rated, {rating.reason}"
