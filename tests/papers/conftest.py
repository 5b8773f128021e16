"""What the tests of the papers share: the papers' text where it is at hand, the samples, and what two texts share."""

import re
from functools import cache
from pathlib import Path

import pytest

from govkit import Toolkit

ROOT = Path(__file__).parents[2]
SOURCES = ROOT.parent / "shared" / "sources"
FILES = {
    "audit log 2016": "000_cfc6518c2864ef4c.txt",
    "register 2016": "001_b0a094fb7da059db.txt",
    "framework 2017": "002_321bc63819423bea.txt",
    "board pack 2019": "003_b9e1846e357f762e.txt",
    "framework 2013": "004_99e6d350e3a25f83.txt",
}
COMMON = frozenset(
    [
        "also",
        "been",
        "between",
        "from",
        "have",
        "including",
        "into",
        "other",
        "that",
        "their",
        "them",
        "they",
        "this",
        "through",
        "which",
        "will",
        "with",
    ]
)


@pytest.fixture(scope="session")
def kit():
    return Toolkit.installed()


@pytest.fixture(scope="session")
def load(kit):
    return cache(lambda name: kit.load(ROOT / "examples" / "registers" / f"{name}.yaml"))


@pytest.fixture(scope="session")
def paper():
    """Give the text of a paper by what it is; without the papers there is nothing to compare with."""
    if not SOURCES.is_dir():
        pytest.skip(f"the papers' text is no part of the distribution; looked in {SOURCES}")
    return cache(lambda name: (SOURCES / FILES[name]).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def flat(paper):
    """Give the text of a paper on one line, without tags and emphasis."""
    return cache(lambda name: " ".join(re.sub(r"<[^>]*>|\*", " ", paper(name)).split()))


@pytest.fixture(scope="session")
def stems():
    """Give the beginnings of the words that carry a text, so that two wordings of one fact can be matched."""

    def stems_of(*texts):
        plain = re.sub(r"<[^>]*>", " ", " ".join(texts))
        words = re.findall(r"[A-Z]{2,}s?\b|[A-Za-z]{4,}|\d[\d.,/]*", plain)
        return {word.lower()[:4] for word in words} - {word[:4] for word in COMMON}

    return stems_of


@pytest.fixture(scope="session")
def sentences():
    """Cut a cell into its sentences, as far as the extraction left them whole."""

    def sentences_of(cell):
        parts = re.split(r"(?<=[.)])\s+(?=[A-Z])|\s{2,}|\n", re.sub(r"<[^>]*>", " ", cell))
        return [part for part in parts if len(re.findall(r"[A-Za-z]{4,}", part)) > 1]

    return sentences_of
