"""The table of papers: every row is full, and what it names exists."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import get_args

import attrs
import pytest

import govkit.analysis
import govkit.history
import govkit.model
import govkit.scoring
from govkit.formats.keys import keys_of

ROOT = Path(__file__).parents[2]
PAGE = ROOT.joinpath("docs", "explanation", "papers.md").read_text(encoding="utf-8")
HEAD = ["in the paper", "lives in", "shown by"]
SHOWN = re.compile(r"([a-z0-9 ]+) \(`([^`]+)`\)")
MODULES = (govkit.model, govkit.scoring, govkit.analysis, govkit.history)
NO_HOME, NOTHING = "No home: ", "nothing claimed"


def tables(page):
    """The rows of every table of a page, heads and rules included, with the heading each stands under."""
    heading, rows = "", []
    for line in page.splitlines():
        if line.startswith("## "):
            heading = line[3:]
        elif line.startswith("|"):
            rows.append((heading, [cell.strip() for cell in line.strip("|").split("|")]))
    return rows


def problems(row):
    """What is wrong with a row, a sentence each."""
    if len(row) != len(HEAD):
        return [f"it has {len(row)} cells"]
    found = [f"the cell {name!r} is empty" for name, cell in zip(HEAD, row, strict=True) if not cell]
    _, home, shown = row
    names = re.findall(r"`([A-Z]\w+(?:\.\w+)?)`", home)
    found += [f"there is no {name}" for name in names if not exists(name)]
    tests = list(named_in(shown))
    found += [f"there is no test {name}" for name in tests if not is_test(name)]
    if tests and SHOWN.sub("", shown).strip("; "):
        found.append(f"it says more than tests and their files: {SHOWN.sub('', shown).strip('; ')}")
    without = home.startswith(NO_HOME)
    if not names and not without:
        found.append("it names no attribute, and does not say that there is none")
    if not tests and not (without and shown == NOTHING):
        found.append("it names no test")
    return found


def named_in(shown):
    """The tests that a cell names by their sentences and files."""
    for sentence, file in SHOWN.findall(shown):
        yield f"tests/{file}.py::test_{sentence.strip().replace(' ', '_')}"


def exists(name):
    entity, _, attribute = name.partition(".")
    cls = next((getattr(module, entity) for module in MODULES if entity in module.__all__), None)
    if not attribute or cls is None:
        return cls is not None
    fields = [field.name for field in attrs.fields(cls)] if attrs.has(cls) else []
    return attribute in fields or hasattr(cls, attribute)


@cache
def names_of_tests(path):
    file = ROOT / path
    if not path.startswith("tests/") or not file.is_file():
        return ()
    return [
        node.name
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    ]


def is_test(name):
    path, _, function = name.partition("::")
    return function.startswith("test_") and function in names_of_tests(path)


TABLES = [(heading, row) for heading, row in tables(PAGE) if set(row) != {"---"}]
ROWS = [(heading, row) for heading, row in TABLES if heading and row != HEAD]
PAPERS, KEYS = (
    [
        row
        for heading, row in TABLES
        if not heading and len(row) == width and row[0] not in ("paper", "entity")
    ]
    for width in (4, 2)
)


@pytest.mark.parametrize(("heading", "row"), ROWS, ids=[f"{heading}: {row[0]}" for heading, row in ROWS])
def test_row_is_full_and_what_it_names_exists(heading, row):
    assert heading
    assert problems(row) == []


def test_every_paper_has_a_table_with_the_same_head():
    heads = [heading for heading, row in tables(PAGE) if row == HEAD]
    assert heads == re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    years = {re.search(r"20\d\d", heading)[0] for heading in heads}
    assert years == {"2013", "2016", "2017", "2019"}
    assert len(ROWS) > 90


def test_every_sample_register_is_the_sample_of_a_table():
    linked = re.findall(r"\(\.\./\.\./(examples/registers/\S+\.yaml)\)", PAGE)
    assert sorted(linked) == sorted(
        str(file.relative_to(ROOT)) for file in ROOT.glob("examples/registers/*.yaml")
    )


def test_every_test_of_the_samples_against_the_papers_is_named_but_those_of_their_wording():
    named = {name for _, row in ROWS for name in named_in(row[2]) if name.startswith("tests/papers/")}
    files = [f"tests/papers/{file.name}" for file in sorted(ROOT.glob("tests/papers/test_*.py"))]
    written = {
        f"{path}::{name}" for path in files for name in names_of_tests(path) if name.startswith("test_")
    }
    unnamed = {name.partition("::test_")[2] for name in written - named}
    assert unnamed == {
        "a_name_that_is_left_out_of_the_comparison_is_one_the_papers_use",
        "a_second_sweep_finds_nothing_more",
        "a_sentence_that_was_copied_would_be_found",
        "each_register_prints_thirty_eight_ratings",
        "no_seven_words_of_a_sample_stand_in_a_row_in_a_paper",
        "the_board_log_has_the_papers_numbers_meetings_owners_and_deadlines",
    }


def test_every_section_is_of_a_paper_that_is_identified():
    linked = [anchor for row in PAPERS for anchor in re.findall(r"\(#([^)]+)\)", row[3])]
    headings = re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    assert sorted(linked) == sorted(
        re.sub(r"[^a-z0-9 -]", "", each.lower()).replace(" ", "-") for each in headings
    )
    assert len(PAPERS) == 5
    assert all(all(row) for row in PAPERS)


def test_every_entity_of_the_page_stands_under_the_key_it_is_said_to():
    told = {}
    for entities, keys in KEYS:
        names = re.findall(r"`(\w+)`", entities)
        paths = re.findall(r"`([\w.]+)`", keys)
        if len(names) == 1:
            told[names[0]] = paths
        else:
            told |= {name: [path] for name, path in zip(names, paths, strict=True)}
    for name, paths in told.items():
        for path in paths:
            cls = govkit.model.Register
            for key in path.split("."):
                attribute = {key: name for name, key in keys_of(cls).items()}[key]
                cls = entity_of(attrs.fields_dict(cls)[attribute].type)
            assert cls is getattr(govkit.model, name), path
    named = {
        name.partition(".")[0] for _, row in ROWS for name in re.findall(r"`([A-Z]\w+(?:\.\w+)?)`", row[1])
    }
    model = {name for name in named if attrs.has(getattr(govkit.model, name, None) or int)}
    assert model - {"Register", "WrittenDate"} <= set(told)


def entity_of(hint):
    """The entity that a field holds, in a list or by itself."""
    if attrs.has(hint):
        return hint
    return next((found for part in get_args(hint) if (found := entity_of(part))), None)


GOOD = ["Owner", "`Action.owner`", "a bad row is told what is wrong (`docs/test_papers_page`)"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({0: ""}, ["the cell 'in the paper' is empty"]),
        ({1: "`Action.ownr`"}, ["there is no Action.ownr"]),
        ({1: "`Akshun`"}, ["there is no Akshun"]),
        ({1: "somewhere"}, ["it names no attribute, and does not say that there is none"]),
        ({2: "nothing (`papers/test_sources`)"}, ["there is no test tests/papers/test_sources.py::test_nothing"]),
        ({2: "x (`papers/test_source`)"}, ["there is no test tests/papers/test_source.py::test_x"]),
        ({2: "`docs/test_papers_page`"}, ["it names no test"]),
        ({2: f"{GOOD[2]}; Later"}, ["it says more than tests and their files: Later"]),
        ({2: NOTHING}, ["it names no test"]),
        ({1: "No home: prose", 2: "later"}, ["it names no test"]),
        ({1: "No home: prose", 2: NOTHING}, []),
        ({}, []),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_what_is_wrong(cells, told):
    assert problems([cells.get(at, cell) for at, cell in enumerate(GOOD)]) == told


def test_a_row_with_a_cell_too_few_is_told_so():
    assert problems(["Owner", "`Action.owner`"]) == ["it has 2 cells"]
