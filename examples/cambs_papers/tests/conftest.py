"""What the tests share: the samples, and the papers themselves where they are at hand."""

from functools import cache
from pathlib import Path

import pytest
from cambs_papers.papers import PAPERS

SAMPLES = Path(__file__).parent / "samples"
ROOT = Path(__file__).parents[3]
SOURCES = ROOT.parent / "shared" / "sources"
FILES = {
    "audit log 2016": "000_cfc6518c2864ef4c.txt",
    "register 2016": "001_b0a094fb7da059db.txt",
    "framework 2017": "002_321bc63819423bea.txt",
    "board pack 2019": "003_b9e1846e357f762e.txt",
    "framework 2013": "004_99e6d350e3a25f83.txt",
}
NAMES = {paper.name: paper for paper in PAPERS}


@pytest.fixture(scope="session")
def sample():
    """Give the text of a sample in a paper's layout; its words are made up."""
    return cache(lambda name: (SAMPLES / f"{name}.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def paper():
    """Give the text of a paper by what it is; without the papers there is nothing to read."""
    if not SOURCES.is_dir():
        pytest.skip(f"the papers' text is no part of the distribution; looked in {SOURCES}")
    return cache(lambda name: (SOURCES / FILES[name]).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def named():
    """Give a kind of paper by its name."""
    return NAMES.__getitem__


@pytest.fixture(scope="session")
def registers():
    """Give the folder of the registers that people wrote from the papers."""
    folder = ROOT / "examples" / "registers"
    if not folder.is_dir():
        pytest.skip(f"the registers are no part of the distribution; looked in {folder}")
    return folder


@pytest.fixture(scope="session")
def pack(sample):
    """Read the sample of the board pack, with some of its texts replaced."""

    def read(*changes, part=None):
        text = sample("pack-2019")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        return NAMES["cambs-board-pack-2019"].outcome(text, part)

    return read


@pytest.fixture(scope="session")
def notes_of():
    """List what is noted, but for the bullets that are lost nearly everywhere."""
    return lambda outcome: [remark.text for remark in outcome.noted if "bullets" not in remark.text]
