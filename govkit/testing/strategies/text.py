"""Texts and refs: everything that a file can hold, and much that looks like something else."""

from functools import cache
from typing import Final

from hypothesis import strategies as st

from govkit.analysis import is_vague, neat
from govkit.model.constraint import says_something

_REFS: Final = ("SR3.4", "R1", "C1", "S1", "A1", "A2", "1.0", "NO", "010", "12:30", "null", "a b", "-", "ü")
_TEXTS: Final = (
    *("Chief Executive", "two  spaces", " around ", "two\nlines", "a: b", "- a", "a #b", "'", '"', "\\", "%"),
    *(
        "NO",
        "yes",
        "null",
        "Null",
        "~",
        "true",
        "True",
        "=",
        "<<",
        "?",
        "-",
        "[]",
        "{}",
        "*a",
        "&a",
        "!a",
        "|",
    ),
    *(
        "010",
        "08",
        "0o10",
        "0x1F",
        "0b1",
        "12",
        "-1",
        "+1",
        "1e3",
        "1.5",
        ".5",
        "1_000",
        "12:30",
        ".inf",
        ".nan",
    ),
    *(
        "2019-08-13",
        "2019-08-13T10:00:00Z",
        "---",
        "...",
        "a\tb",
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "a\x85",
        "\xa0b",
    ),
    *(
        "a\u2028b",
        "\u2029b",
        "\ufeff",
        "\ufffe",
        "\uffff",
        "\U0001f600",
        "e\u0301",
        "a\r",
        "a\r\n",
        "\nb",
        " b",
        "x\n\n",
    ),
)


@cache
def texts() -> st.SearchStrategy[str]:
    """Draw texts that say something: of at least one character, whatever it is, that is not blank.

    Returns:
        A strategy for texts of any characters a file can hold, many of which look like something else in one
        format or another: ``NO``, ``010``, ``12:30``, ``- a``, a line that ends with a carriage return.
    """
    words = st.lists(st.sampled_from(_TEXTS), min_size=1, max_size=30).map(" ".join)
    return st.sampled_from(_TEXTS) | st.text(min_size=1).filter(says_something) | words


@cache
def short_texts() -> st.SearchStrategy[str]:
    """Draw texts as ``texts`` does, of eight characters or what has a name; for what is drawn by the dozen.

    Returns:
        A strategy for short texts of any characters.
    """
    return st.sampled_from(_TEXTS) | st.text(min_size=1, max_size=8).filter(says_something)


@cache
def neat_texts() -> st.SearchStrategy[str]:
    """Draw short texts without stray blanks.

    Returns:
        A strategy for short texts of any characters that ``neat`` leaves as they are.
    """
    return short_texts().map(neat)


@cache
def names() -> st.SearchStrategy[str]:
    """Draw short texts that may name somebody, which is what ``is_vague`` lets pass.

    Returns:
        A strategy for short texts with a letter or a figure.
    """
    return short_texts().filter(lambda text: not is_vague(text))


@cache
def refs() -> st.SearchStrategy[str]:
    """Draw references, which may be any that ``govkit.model.constraint.Ref`` allows.

    Returns:
        A strategy for refs; they repeat often, as refs do where somebody made a mistake.
    """
    # What str.isprintable allows, but for the blank, which must not stand at either end.
    printable = st.characters(exclude_categories=("C", "Z"), exclude_characters="/#")
    return st.sampled_from(_REFS) | st.text(printable, min_size=1, max_size=100)


def distinct_refs(least: int, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw references of which no two are alike.

    Args:
        least: how many at least.
        most: how many at most.

    Returns:
        A strategy for tuples of refs.
    """
    return st.lists(refs(), min_size=least, max_size=most, unique=True).map(tuple)
