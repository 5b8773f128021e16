"""The law of all readers: whatever stands in a paper is in the data, or is said to be refused, unplaced or not read."""

import json
import re

import pytest
from cambs_papers.pack_2019 import divided
from cambs_papers.papers import PAPERS
from cambs_papers.rows import rows_of
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit import Register
from govkit.io.register import structure

SAMPLES = {
    "cambs-register-2016": "register-2016",
    "cambs-board-pack-2019": "pack-2019",
    "cambs-audit-log-2016": "audit-log-2016",
    "cambs-framework-2017": "framework-2017",
}
KINDS = [(paper, part) for paper in PAPERS for part in (None, *paper.parts)]
MARK = "Zqxjk"


def words(outcome, text):
    """All that the outcome tells of a text, with the lines that it says were not read."""
    lines = re.split(r"\r\n|\n|\r", text)
    skipped = []
    for remark in outcome.noted:
        match = re.match(r"lines? (\d+)(?: to (\d+))? w\w+ not read", remark.text)
        if match:
            skipped += lines[int(match[1]) - 1 : int(match[2] or match[1])]
    told = [
        outcome.data,
        [(remark.text, remark.row) for remark in (*outcome.refused, *outcome.unplaced)],
        skipped,
    ]
    return json.dumps(told, ensure_ascii=False, default=str)


@pytest.mark.parametrize(("paper", "part"), KINDS, ids=lambda value: getattr(value, "name", value))
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_word_put_anywhere_is_found_again(paper, part, sample, data):
    text = sample(SAMPLES[paper.name])
    gaps = [match.end() for match in re.finditer(r"^|[\n\t ](?![^<>\n]*>)", text)]
    at = data.draw(st.sampled_from(gaps))
    between = data.draw(st.sampled_from(["", " ", "\t", "\n"]))
    changed = text[:at] + MARK + between + text[at:]
    outcome = paper.outcome(changed, part)
    line = changed.count("\n", 0, at) + 1
    # A paper without any data is refused as a whole, by its format.
    if outcome.data and (part is None or _in_part(paper, part, line, changed)):
        assert MARK in words(outcome, changed)


def _in_part(paper, part, line, text):
    """Whether a line is among those of a part, as the reader of all parts divides them."""
    return len(paper.parts) == 1 or divided(rows_of(text)).get(line) == part


@st.composite
def damaged(draw, text):
    """Draw a text with some lines lost, doubled, exchanged or torn, and some characters exchanged."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["lose", "double", "exchange", "tear", "join", "put", "cell"])):
            case "lose":
                lines[at : at + draw(st.integers(1, 4))] = [""]
            case "double":
                lines.insert(at, lines[at])
            case "exchange":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "tear":
                cut = draw(st.integers(0, len(lines[at])))
                lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
            case "join":
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
            case "put":
                cut = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:cut] + draw(st.text(max_size=6)) + lines[at][cut:]
            case "cell":
                cells = re.split(r"([\t|])", lines[at])
                del cells[draw(st.integers(0, len(cells) - 1))]
                lines[at] = "".join(cells)
    return "\n".join(lines)


@pytest.mark.parametrize(("paper", "part"), KINDS, ids=lambda value: getattr(value, "name", value))
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_paper_is_read_and_what_is_read_is_a_register_or_a_list_of_problems(
    paper, part, sample, data
):
    outcome = paper.outcome(data.draw(damaged(sample(SAMPLES[paper.name]))), part)
    if outcome.data:
        made = structure(outcome.data)
        assert isinstance(made, Register) or all(problem.path for problem in made)
    assert len(outcome.refused) <= outcome.read


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
@given(text=st.text(max_size=400))
@settings(max_examples=50, deadline=None)
def test_any_text_is_read(paper, text):
    for part in (None, *paper.parts):
        paper.outcome(text, part)
