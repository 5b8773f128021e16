"""Objectives, and the indicators that measure whether they are met."""

from decimal import Decimal

from hypothesis import strategies as st

from govkit.model import (
    Comparator,
    DeliveryActivity,
    Direction,
    Indicator,
    Objective,
    PriorityAction,
    Rag,
    Reading,
)
from govkit.testing.strategies.how_many import few, maybe
from govkit.testing.strategies.text import refs, texts
from govkit.testing.strategies.written_date import periods


def activities() -> st.SearchStrategy[DeliveryActivity]:
    """Draw what is done towards a priority.

    Returns:
        A strategy for delivery activities.
    """
    return st.builds(
        DeliveryActivity,
        ref=refs(),
        title=texts(),
        lead=maybe(texts()),
        delivery_lead=maybe(texts()),
        rag=maybe(st.sampled_from(Rag)),
        opportunities=maybe(texts()),
    )


def priorities() -> st.SearchStrategy[PriorityAction]:
    """Draw priorities of a plan with their delivery activities.

    Returns:
        A strategy for priority actions.
    """
    return st.builds(PriorityAction, ref=refs(), title=texts(), activities=few(activities()))


def objectives() -> st.SearchStrategy[Objective]:
    """Draw objectives with priority actions and delivery activities.

    Returns:
        A strategy for objectives.
    """
    return st.builds(Objective, ref=refs(), title=texts(), theme=maybe(texts()), priorities=few(priorities()))


def figures() -> st.SearchStrategy[Decimal]:
    """Draw figures as files write them.

    Returns:
        A strategy for finite decimals, with one digit after the point, with none, or in powers of ten.
    """
    return st.decimals(-1000, 1000, places=1) | st.integers().map(Decimal) | st.just(Decimal("1E+3"))


def readings() -> st.SearchStrategy[Reading]:
    """Draw measurements, some without a figure.

    Returns:
        A strategy for readings.
    """
    return st.builds(
        Reading,
        period=periods(),
        value=maybe(figures()),
        sample=maybe(st.integers(1, 10_000)),
        notes=maybe(texts()),
    )


def comparators() -> st.SearchStrategy[Comparator]:
    """Draw what readings are held against.

    Returns:
        A strategy for comparators.
    """
    return st.builds(Comparator, title=texts(), value=figures(), period=maybe(periods()))


def indicators() -> st.SearchStrategy[Indicator]:
    """Draw indicators with readings, some without a figure.

    Returns:
        A strategy for indicators.
    """
    return st.builds(
        Indicator,
        ref=refs(),
        title=texts(),
        unit=st.just("%") | texts(),
        direction=maybe(st.sampled_from(Direction)),
        target=maybe(figures()),
        tolerance=maybe(figures()),
        comparator=maybe(comparators()),
        objective=maybe(refs()),
        risks=few(refs()),
        readings=few(readings()),
        assumed=few(texts()),
        notes=maybe(texts()),
    )
