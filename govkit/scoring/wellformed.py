"""What the parts of a scheme have to be, before anything can be rated: each part on its own, and together.

A part that cannot be known yet, such as the order of values that nobody has said, hides only what needs it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from govkit.formats.flaw import Flaw
from govkit.model.constraint import is_ref
from govkit.scoring.band import Band, Tolerance, Value
from govkit.scoring.claims import Claims
from govkit.scoring.factor import Factor
from govkit.scoring.names import hint
from govkit.scoring.order import Order


@attrs.frozen(kw_only=True)
class Parts:
    """The parts that every scheme has.

    Args:
        id: its id.
        factors: its factors.
        order: its values in order, None where the order is not known.
        bands: its bands.
        tolerance: its tolerance.
        claims: its claims.
    """

    id: str
    factors: Sequence[Factor]
    order: Order | None
    bands: Sequence[Band] = ()
    tolerance: Tolerance | None = None
    claims: Claims = attrs.field(factory=Claims)

    def flaws(self) -> Iterator[Flaw]:
        """Say what is wrong with the parts, each with its place."""
        yield from id_flaws(self.id)
        if not self.factors:
            yield Flaw("it has no factor", "/factors")
        yield from _twice("factors", [factor.key for factor in self.factors])
        for place, factor in enumerate(self.factors):
            for flaw in factor.faults():
                yield Flaw(flaw.message, f"/factors/{place}{flaw.path}")
        yield from _twice("bands", [band.key for band in self.bands])
        yield from self._half_bands()
        if self.order is not None:
            yield from self._ordered(self.order)
        yield from self._tolerance_flaws()
        yield from self.claims.faults(self.factors)

    def _ordered(self, order: Order) -> Iterator[Flaw]:
        if len(order.ranks) != len(order.values):
            yield Flaw("a value stands twice in values", "/values")
        lost = [
            Flaw(f'{what} "{end}", which has no place among the values{self._meant(end, path)}', path)
            for what, end, path in self._ends()
            if order.place(end) is None
        ]
        yield from lost
        yield from self._turned(order)
        # A hole is told only once the ends of all bands are known; else it may be no hole at all.
        if self.bands and not any(flaw.path.startswith("/bands") for flaw in lost):
            yield from self._holes(order)

    def _meant(self, end: Value, path: str) -> str:
        """Say what was meant by a tolerance that is called like a band."""
        if path != "/tolerance":
            return ""
        named = next((band.key for band in self.bands if end in (band.key, band.label)), None)
        if named is None:
            return ""
        return f'; for the band write Tolerance(band="{named}"), or {{ band = "{named}" }} in a file'

    def _ends(self) -> Iterator[tuple[str, Value, str]]:
        for place, band in enumerate(self.bands):
            for name in ("first", "last"):
                end: Value | None = getattr(band, name)
                if end is not None:
                    yield f"band {band.key} ends at", end, f"/bands/{place}/{name}"
        if self.tolerance is not None and self.tolerance.value is not None:
            yield "the tolerance is", self.tolerance.value, "/tolerance"

    def _half_bands(self) -> Iterator[Flaw]:
        for place, band in enumerate(self.bands):
            if (band.first is None) != (band.last is None):
                end = "last" if band.last is None else "first"
                message = f"band {band.key} has no {end} value; give both ends, or neither of any band"
                yield Flaw(message, f"/bands/{place}")

    def _turned(self, order: Order) -> Iterator[Flaw]:
        for at, band in enumerate(self.bands):
            if _is_turned(band, order):
                message = (
                    f'band {band.key} goes from "{band.first}" to "{band.last}", which is less bad; '
                    f"give the less bad end first, or say in values that lower is worse"
                )
                yield Flaw(message, f"/bands/{at}")

    def _holes(self, order: Order) -> Iterator[Flaw]:
        """Say which values are in no band or in several; a band that runs backwards is read the other way."""
        if any(band.first is None or band.last is None for band in self.bands):
            return
        turned = [_is_turned(band, order) for band in self.bands]
        for value in order.values:
            names = [
                band.label
                for band, back in zip(self.bands, turned, strict=True)
                if order.between(
                    *((band.last, value, band.first) if back else (band.first, value, band.last))
                )
            ]
            # What overlaps a band that runs backwards follows from that, and is not told beside it.
            if len(names) != 1 and not (names and any(turned)):
                yield Flaw(f'the value "{value}" is in {" and ".join(names) or "no band"}', "/bands")

    def _tolerance_flaws(self) -> Iterator[Flaw]:
        tolerance = self.tolerance
        if tolerance is None:
            return
        said = [each for each in (tolerance.value, tolerance.band, tolerance.cells) if each is not None]
        if len(said) != 1:
            yield Flaw("the tolerance is to be one of a value, a band and cells", "/tolerance")
        keys = [band.key for band in self.bands]
        if tolerance.band is not None and tolerance.band not in keys:
            yield Flaw(no_band("the tolerance", tolerance.band, keys), "/tolerance")


def no_band(where: str, key: str, keys: Sequence[str]) -> str:
    """Say that there is no band of a key, and which there are.

    Args:
        where: what names it.
        key: the key.
        keys: the keys there are.

    Returns:
        A sentence.
    """
    known = list(dict.fromkeys(keys))
    return f'there is no band "{key}" for {where}{hint(key, known, known)}'


def id_flaws(id: str) -> Iterator[Flaw]:  # noqa: A002 - the word registers use
    """Say what keeps a text from being the id of a scheme.

    Args:
        id: the text.

    Yields:
        A flaw, or nothing.
    """
    if not id or not is_ref(id) or " " in id:
        rule = "write printable characters without blanks, / and #, as acme-2026"
        yield Flaw(f'"{id}" cannot be the id of a scheme: {rule}', "/id")


def _is_turned(band: Band, order: Order) -> bool:
    first, last = order.place(band.first), order.place(band.last)
    return first is not None and last is not None and first > last


def _twice(what: str, keys: list[str]) -> Iterator[Flaw]:
    for key, count in Counter(keys).items():
        if count > 1:
            again = keys.index(key, keys.index(key) + 1)
            yield Flaw(f'two {what} have the key "{key}"', f"/{what}/{again}/key")
