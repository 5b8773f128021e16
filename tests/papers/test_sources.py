"""The sample registers against the text of the papers they were taken from, where that is at hand."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from govkit import Toolkit

ROOT = Path(__file__).parents[2]
SOURCES = ROOT.parent / "shared" / "sources"
REGISTERS = ROOT / "examples" / "registers"
REGISTER_2016 = "001_b0a094fb7da059db.txt"
PACK_2019 = "003_b9e1846e357f762e.txt"

pytestmark = pytest.mark.skipif(
    not SOURCES.is_dir(), reason=f"the papers' text is no part of the distribution; looked in {SOURCES}"
)
KIT = Toolkit.installed()


def paper(name):
    return (SOURCES / name).read_text(encoding="utf-8")


def load(name):
    return KIT.load(REGISTERS / f"{name}.yaml")


def triple(assessment):
    if assessment is None:
        return None
    return assessment.levels["likelihood"], assessment.levels["impact"], assessment.printed


def numbers(texts):
    return tuple(int(text) for text in texts)


def sections(text, heading):
    """Cut a text at the references in its headings: what stands under each."""
    starts = [*re.finditer(heading, text, re.MULTILINE), None]
    return {
        here["ref"]: text[here.end() : None if there is None else there.start()]
        for here, there in pairwise(starts)
    }


def test_every_rating_of_2016_stands_so_in_the_paper():
    found = {
        ref: [numbers(found) for found in re.findall(r"Total\s+(\d)\s+(\d)\s+(\d+)\b", text)]
        for ref, text in sections(paper(REGISTER_2016), r"^(?P<ref>R\d\.\d) –").items()
    }
    assert sum(map(len, found.values())) == 38
    assert {
        risk.ref: [triple(risk.inherent), triple(risk.current)] for risk in load("cambs-2016").risks
    } == found


def sheets_2019():
    appendix = paper(PACK_2019).partition("Appendix A:")[0]
    return sections(appendix, r"^Reference\t(?P<ref>SR\d\.\d)\t")


def test_every_rating_of_2019_stands_so_in_the_paper():
    found = {}
    for ref, text in sheets_2019().items():
        inherent, current, future = re.fullmatch(
            r".*?\t([1-5]\t[1-5]\t\d+)\t.*\t([1-5]\t[1-5]\t\d+)\t<ul[^\n]*?(?:\t([1-5]\t[1-5]\t\d+))?\t*\n.*",
            text,
            re.DOTALL,
        ).groups()
        found[ref] = [numbers(each.split()) if each else None for each in (inherent, current, future)]
    risks = load("cambs-2019").risks
    assert {
        risk.ref: [triple(risk.inherent), triple(risk.current), triple(risk.target)] for risk in risks
    } == found
    assert sum(each is not None for row in found.values() for each in row) == 38


def test_every_lead_objective_and_status_of_2019_stands_so_in_the_paper():
    register = load("cambs-2019")
    objectives = {objective.ref: objective.title for objective in register.objectives}
    sheets = sheets_2019()
    assert len(sheets) == len(register.risks) == 14
    for risk in register.risks:
        head = re.split(r"\t+", sheets[risk.ref].partition("\n")[0].strip())
        assert head == [
            "Objective",
            objectives[risk.objective],
            "Status:",
            f"{risk.status} {risk.status_date}",
        ]
        leads = re.search(
            r"\tI\tR\t(?=\w)([^\t]+)\t([^\t]+)\t|\t[1-5]\t[1-5]\t\d+\t(?=\w)([^\t]+)\t([^\t]+)\t",
            sheets[risk.ref],
        )
        assert [risk.executive_lead, risk.senior_lead] == [lead for lead in leads.groups() if lead]


def test_the_heat_map_of_2019_shows_each_risk_in_its_current_cell():
    rows = re.findall(r"^([1-5]) \w+\t([^\n]*SR[^\n]*)$", paper(PACK_2019), re.MULTILINE)
    shown = {
        ref: (likelihood, int(impact))
        for impact, cells in rows
        for likelihood, cell in enumerate(cells.split("\t"), start=1)
        for ref in cell.split()
    }
    assert {risk.ref: triple(risk.current)[:2] for risk in load("cambs-2019").risks} == shown


@pytest.mark.parametrize(
    ("scheme", "name", "row"),
    [
        ("cambs-2016", REGISTER_2016, r"^(?:Impact)?\t(Major|Significant|Moderate|Minor)((?:\t\d+){4})$"),
        ("cambs-2019", PACK_2019, r"^[1-5] (\w+)((?:\t(?:<i>Tolerance Level</i> )?\d+){5})$"),
    ],
)
def test_each_scheme_is_the_matrix_the_paper_prints(scheme, name, row):
    rows = re.findall(row, paper(name), re.MULTILINE)
    found = {
        (likelihood, impact): int(value)
        for impact, values in rows
        for likelihood, value in enumerate(re.findall(r"\d+", values), start=1)
    }
    rate = KIT.scheme(scheme).rate
    assert len(found) == len(KIT.scheme(scheme).table)
    assert {
        (likelihood, impact): rate({"likelihood": likelihood, "impact": impact}).value
        for likelihood, impact in found
    } == found


def test_the_tolerance_of_2019_is_the_one_the_paper_sets():
    (limit,) = re.findall(r"risk tolerance\W+is set at risk rating of (\d+)", paper(PACK_2019))
    assert KIT.scheme("cambs-2019").tolerance.value == int(limit)


def test_the_board_log_has_the_papers_numbers_meetings_owners_and_deadlines():
    rows = re.findall(r"^\d+\.0\t\d\d/\d\d/\d{4}\t.*$", paper(PACK_2019), re.MULTILINE)
    cells = [row.split("\t") for row in rows]
    found = [(ref, raised, item, owner, due) for ref, raised, item, _, owner, due, *_ in cells]
    assert len(found) == 10
    assert [
        (
            action.ref,
            str(action.origin.raised),
            action.origin.agenda_item,
            action.owner or "",
            str(action.deadline),
        )
        for action in load("board-actions-2019").actions
    ] == found
    dates = [
        [str(update.date) for update in action.updates if update.date]
        for action in load("board-actions-2019").actions
    ]
    assert dates == [[cell] if (cell := row[7].strip()) else [] for row in cells]


def test_the_audit_log_has_the_papers_numbers_and_dates():
    text = paper("000_cfc6518c2864ef4c.txt")
    actions = load("audit-actions-2016").actions
    assert [action.ref for action in actions] == re.findall(r"^.*?\b(\d\.\d)$", text, re.MULTILINE)
    assert [str(action.start) for action in actions] == re.findall(
        r"^(01-Mar-16|Jul-15)\b", text, re.MULTILINE
    )
    assert [str(action.deadline) for action in actions if action.deadline] == re.findall(
        r"(Mar-16) OPCC", text
    )
    assert [action.finding.priority for action in actions] == re.findall(
        r"^(?:.*\. )?(High|Medium|Low) ?$", text, re.MULTILINE
    )
    assert all(action.due is None or action.due.last == date(2016, 3, 31) for action in actions)


# Texts


RUN = 7
NAMES = [
    "Cambridgeshire Countywide Community Safety Strategic Board",
    "Cambridgeshire Criminal Justice Board",
    "CPLRF Fuel Shortage Plan and National Emergency Plan - Fuel",
    "Supporting People in a Civil Emergency Protocol",
    "Strategic BCH Equality, Diversity and Inclusion Board",
    "BCH Equality, Diversity and Inclusion Board",
    "Cambs Tactical Board",
    "Head of Policy for Police and Fire",
]
"""Bodies, roles and plans of which the papers' name is the only one, and as long as a run or next to another."""


def words(text):
    plain = re.sub(r"<[^>]*>|['\u2019]", lambda found: " " if found[0].startswith("<") else "", text.lower())
    return re.findall(r"[^\W_]+", plain)


def runs(text):
    said = words(text)
    return {tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1)}


def texts_of(data):
    """Every text that a register's file holds, keys aside."""
    match data:
        case dict():
            return [text for item in data.values() for text in texts_of(item)]
        case list():
            return [text for item in data for text in texts_of(item)]
        case str():
            return [data]
        case _:
            return []


def without_names(text):
    return re.split("|".join(map(re.escape, NAMES)), text, flags=re.IGNORECASE)


@pytest.fixture(scope="module")
def papers_runs():
    files = sorted(SOURCES.glob("*.txt"))
    assert len(files) == 5
    return frozenset().union(*(runs(paper(file.name)) for file in files))


@pytest.mark.parametrize("file", sorted(REGISTERS.glob("*.yaml")), ids=lambda file: file.stem)
def test_no_seven_words_of_a_sample_stand_in_a_row_in_a_paper(file, papers_runs):
    texts = texts_of(yaml.safe_load(file.read_text(encoding="utf-8")))
    assert len(texts) > 20
    copied = {
        " ".join(run) for text in texts for part in without_names(text) for run in runs(part) & papers_runs
    }
    assert copied == set()


def test_a_sentence_that_was_copied_would_be_found(papers_runs):
    sentence = next(line for line in paper(REGISTER_2016).splitlines() if len(words(line)) > 12)
    assert runs(f"Something else. {sentence.upper()}!") & papers_runs


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_left_out_of_the_comparison_is_one_the_papers_use(name):
    said = [" ".join(words(paper(file.name))) for file in SOURCES.glob("*.txt")]
    assert any(" ".join(words(name)) in text for text in said)
