"""Movement in arrows: the legend of the register of August 2019, and what each of its signs says."""

from typing import Final

import attrs

from govkit.history.diff import IMPACT, LIKELIHOOD, Move, Movement


@attrs.frozen
class Arrow:
    """A sign of the legend.

    Args:
        sign: the sign.
        factor: key of the factor it speaks of.
        move: which way that factor went, or is expected to go.
        expected: whether the target expects it, or it has happened.
    """

    sign: str
    factor: str
    move: Move
    expected: bool

    @property
    def change(self) -> str:
        """What it says of its factor: ``decreased``, ``expected to increase``."""
        verb = "increase" if self.move is Move.UP else "decrease"
        return f"expected to {verb}" if self.expected else f"{verb}d"

    def __str__(self) -> str:
        """Render as ``▲ likelihood up``."""
        return f"{self.sign} {self.factor} {self.move}"


ARROWS: Final = (
    Arrow("▲", LIKELIHOOD, Move.UP, expected=False),
    Arrow("▼", LIKELIHOOD, Move.DOWN, expected=False),
    Arrow("△", LIKELIHOOD, Move.UP, expected=True),
    Arrow("▽", LIKELIHOOD, Move.DOWN, expected=True),
    Arrow("▶", IMPACT, Move.UP, expected=False),
    Arrow("◀", IMPACT, Move.DOWN, expected=False),
    Arrow("▷", IMPACT, Move.UP, expected=True),
    Arrow("◁", IMPACT, Move.DOWN, expected=True),
)
"""The legend in its own order: filled for what happened, hollow for what is expected."""


def arrows(likelihood: Move | None, impact: Move | None, *, expected: bool) -> tuple[Arrow, ...]:
    """Choose the arrows of a movement.

    Args:
        likelihood: which way likelihood goes.
        impact: which way impact goes.
        expected: whether that is expected, or has happened.

    Returns:
        An arrow for each factor that goes up or down, likelihood first; none for what stays or is not known.
    """
    gone = {(LIKELIHOOD, likelihood), (IMPACT, impact)}
    return tuple(each for each in ARROWS if each.expected is expected and (each.factor, each.move) in gone)


def happened(each: Movement) -> tuple[Arrow, ...]:
    """Say in arrows how a risk moved."""
    return arrows(each.likelihood, each.impact, expected=False)


def expected(each: Movement) -> tuple[Arrow, ...]:
    """Say in arrows where its target expects a risk to move."""
    return arrows(each.expected_likelihood, each.expected_impact, expected=True)


def in_arrows(each: Movement) -> str:
    """Say a movement in the arrows of the legend, its cause, why it is not compared, and what is expected.

    Args:
        each: the movement.

    Returns:
        ``R1.1 → SR1.1  ▲ (reassessed), expected ▽◁``; one ref where both editions have the same.
    """
    name = each.ref if each.ref == each.before else f"{each.before} → {each.ref}"
    moved = signs(happened(each)) or ("not comparable" if each.not_compared else "stayed")
    # A change of scheme is both the cause and why nothing is compared.
    whys = "; ".join(dict.fromkeys(why for why in (each.cause, each.not_compared) if why))
    then = signs(expected(each))
    return f"{name}  {moved}{f' ({whys})' if whys else ''}{f', expected {then}' if then else ''}"


def signs(found: tuple[Arrow, ...]) -> str:
    """Write arrows as signs alone: ``▲◀``."""
    return "".join(each.sign for each in found)
