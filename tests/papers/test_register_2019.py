"""The sample of the strategic risk register of August 2019, sheet by sheet against the paper."""

import json
import re
from itertools import pairwise, product

import pytest

from govkit.cli.app import run
from govkit_schemes.cambs_2019 import CAMBS_2019

PACK = "board pack 2019"
LIKELIHOOD, IMPACT = CAMBS_2019.factors
TEMPLATE = ["Reference", "Objective", "Status:", "Causes", "Effects", "Inherent", "Exec Lead", "Senior Lead",
            "Controls in place", "Controls assurance", "Current", "Future Actions", "Future"]  # fmt: skip
NUMERALS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
IN_OTHER_WORDS = {"One or more people die": "fatalities"}


@pytest.fixture
def sheets(paper):
    """Per risk its sheet: the upper half with causes and effects, the lower with controls to actions."""
    text = paper(PACK).partition("Appendix A:")[0]
    starts = [*re.finditer(r"^Reference\t(?P<ref>SR\d\.\d)\t", text, re.MULTILINE), None]
    whole = {
        here["ref"]: text[here.start() : None if there is None else there.start()]
        for here, there in pairwise(starts)
    }
    return {ref: sheet.partition("Controls in place")[::2] for ref, sheet in whole.items()}


def cells(half):
    """The cells of each row that hold something, first row first."""
    return [[cell for cell in row.split("\t") if cell.strip()] for row in half.split("\n") if "\t" in row]


def labels(text):
    return re.findall(r"(?<![\w-])([ivx]+(?=\. )|[ivx]+-[ivx]+(?= ))", text)


def test_every_sheet_has_the_columns_of_the_template(sheets):
    for upper, lower in sheets.values():
        assert [name for name in TEMPLATE if name in upper + "Controls in place" + lower] == TEMPLATE
        assert "\tL\tI\tR\t" in upper
        assert "\tL\tI\tR" in lower


def test_the_summary_lists_the_risks_in_the_order_of_the_register(paper, load, stems):
    rows = re.findall(r"^(SR\d\.\d)\t(There is .*)$", paper(PACK), re.MULTILINE)
    risks = load("cambs-2019").risks
    assert [ref for ref, _ in rows] == [risk.ref for risk in risks]
    for (_, summary), risk in zip(rows, risks, strict=True):
        assert len(stems(summary) & stems(risk.title, risk.statement)) > 3


def test_no_risk_is_new_as_the_cover_says(paper, load):
    assert "No new risks have been added since the Board last reviewed" in paper(PACK)
    assert {risk.status for risk in load("cambs-2019").risks} == {"Update"}


def test_edition_and_source_are_the_papers(flat, load):
    assert "STRATEGIC RISK REGISTER, August 2019" in flat(PACK)
    register = load("cambs-2019")
    assert {str(risk.status_date) for risk in register.risks} == {"13/08/2019"}
    assert register.edition.first == register.risks[0].status_date.first


@pytest.mark.parametrize("name", ["causes", "effects"])
def test_each_cause_and_effect_is_in_its_cell_and_each_sentence_of_the_cell_is_taken_up(
    sheets, load, sentences, stems, name
):
    for risk in load("cambs-2019").risks:
        cell = re.findall(r"<ul[^>]*>([^\t]*)\t", sheets[risk.ref][0])[name == "effects"]
        items = [f"{text} {IN_OTHER_WORDS.get(text, '')}" for text in getattr(risk, name)]
        assert len(items) > 1
        for item in items:
            assert stems(item) & stems(cell), f"{risk.ref}: {item}"
        for sentence in sentences(cell):
            assert stems(sentence) & stems(*items), f"{risk.ref}: {sentence}"


def test_each_sentence_of_the_lower_half_is_taken_up_by_a_control_an_assurance_or_an_action(
    sheets, load, sentences, stems
):
    for risk in load("cambs-2019").risks:
        said = stems(
            *(control.title for control in risk.controls),
            *(f"{assurance.title} {assurance.provider}" for assurance in risk.assurances),
            *(f"{action.title} {action.due}" for action in risk.actions),
        )
        for row in cells(sheets[risk.ref][1])[2:]:
            for sentence in (each for cell in row for each in sentences(cell)):
                assert stems(sentence) & said, f"{risk.ref}: {sentence}"


def test_controls_and_assurances_carry_the_numerals_as_printed(sheets, load):
    for risk in load("cambs-2019").risks:
        rows = cells(sheets[risk.ref][1])[2:]
        for column, items in ((0, risk.controls), (1, risk.assurances)):
            printed = [label for row in rows if len(row) > column for label in labels(row[column])]
            assert [item.label for item in items if item.label] == printed, risk.ref


def test_an_assurance_covers_the_controls_of_its_numeral_or_range_and_nothing_without_one(load):
    for risk in load("cambs-2019").risks:
        for assurance in risk.assurances:
            first, _, last = (assurance.label or "").partition("-")
            meant = NUMERALS[NUMERALS.index(first) : NUMERALS.index(last or first) + 1] if first else []
            assert list(assurance.covers) == [each.ref for each in risk.controls if each.label in meant], (
                risk.ref
            )


def test_numerals_that_the_paper_repeats_or_leaves_unpaired_are_kept(load):
    risks = {risk.ref: risk for risk in load("cambs-2019").risks}
    assert [each.label for each in risks["SR4.1"].controls].count("vii") == 2
    assert [each.label for each in risks["SR3.4"].assurances] == ["i", "i"]
    assert [each.covers for each in risks["SR2.2"].assurances if each.label == "v"] == [()]
    assert [each.covers for each in risks["SR4.4"].assurances if each.label == "iv-v"] == [()]


def test_internal_audit_is_an_internal_source_and_external_audit_an_external_one(load):
    sources = {
        (assurance.provider, assurance.source)
        for risk in load("cambs-2019").risks
        for assurance in risk.assurances
        if assurance.source or (assurance.provider or "").endswith("Audit")
    }
    assert sources == {("Internal Audit", "internal"), ("External Audit", "external")}
    assert {each.line for risk in load("cambs-2019").risks for each in risk.assurances} == {None}


def test_a_deadline_inside_a_future_action_is_the_actions_deadline_in_order(sheets, load):
    deadline = (
        r"\(((?:\w+ )?(?:\d{1,2} )?[A-Z]\w+ 20\d\d|(?:20)?\d\d/\d\d|ongoing|1 April 2020)\)|in (Q4 2019-20)"
    )
    for risk in load("cambs-2019").risks:
        lower = sheets[risk.ref][1]
        printed = [one or other for one, other in re.findall(deadline, lower)]
        assert [str(action.deadline) for action in risk.actions if action.deadline] == printed, risk.ref


def test_years_that_are_no_deadline_and_a_start_stay_what_they_are(flat, load):
    risks = {risk.ref: risk for risk in load("cambs-2019").risks}
    starts = {
        (risk.ref, action.ref): str(action.start)
        for risk in risks.values()
        for action in risk.actions
        if action.start
    }
    assert starts == {("SR3.1", "A5"): "from April 2019"}
    assert "dealt with at BCB from April 2019" in flat(PACK)
    for ref, words in (
        ("SR3.5", "Objective setting for 19/20 underway"),
        ("SR4.5", "for Internal Audit in 2020/21"),
    ):
        assert words in flat(PACK)
        assert not [action for action in risks[ref].actions if action.deadline]


def test_what_the_cover_says_of_future_actions_is_among_them(flat, load):
    text = flat(PACK)
    assert "Strategic Threat Risk Assessment and preparation for the uplift in officers" in text
    titles = {located.address: located.item.title for located in load("cambs-2019").all_actions}
    assert [address for address, title in titles.items() if "Strategic Threat Risk Assessment" in title] == [
        "SR2.2/A1",
        "SR2.3/A1",
    ]
    assert [address for address, title in titles.items() if "20,000" in title] == ["SR1.1/A4", "SR4.2/A6"]


@pytest.mark.parametrize("arrow", [*product(["current", "target"], ["likelihood", "impact"], [1, -1])])
def test_each_arrow_of_the_legend_is_drawn_for_what_it_stands_for(paper, tmp_path, capsys, arrow):
    phase, factor, step = arrow
    way = "increase" if step > 0 else "decrease"
    said = f"rating {way}d" if phase == "current" else f"rating expected to {way}"
    legend = dict(reversed(row) for row in re.findall(r"^([▲▼△▽▶◀▷◁])\t(.*)$", paper(PACK), re.MULTILINE))
    assert len(legend) == 8
    middle = {"likelihood": 3, "impact": 3}
    moved = middle | {factor: 3 + step}
    files = []
    for name, current, target in (
        ("before", middle, middle),
        ("after", moved if phase == "current" else middle, moved),
    ):
        files.append(tmp_path / f"{name}.json")
        levels = {"current": {"levels": current}, "target": {"levels": target}}
        risk = {"ref": "R", "title": "T", **levels}
        text = json.dumps({"register": "r", "title": "T", "scheme": "cambs-2019", "risks": [risk]})
        files[-1].write_text(text, encoding="utf-8")
    assert run(["diff", *map(str, files)]) == 0
    out = capsys.readouterr().out
    assert [each for each in legend.values() if each in out] == [legend[f"{factor.capitalize()} {said}"]]


def test_what_stands_outside_the_template_is_in_the_notes_or_spelled_out(flat, load):
    text = flat(PACK)
    risks = {risk.ref: risk for risk in load("cambs-2019").risks}
    assert "Suggestion from Constabulary – Add Inspectorate activity" in text
    assert "The Constabulary suggests inspectorate activity" in risks["SR3.3"].notes
    assert "Regular records of children in Reference" not in text
    assert "cuts the last control short" in risks["SR4.5"].notes
    assert "¹ Comparing Police and Crime Commissioners" in text
    assert [
        each.ref
        for each in risks["SR1.1"].assurances
        if "Comparing Police and Crime Commissioners" in each.title
    ] == ["S4"]


def test_the_review_cycle_is_the_covers(flat, load):
    text = flat(PACK)
    assert "reviews the risks on a quarterly basis" in text
    assert "Joint Audit Committee (JAC) on a six monthly basis" in text
    (day,) = re.findall(r"at the next Joint Audit Committee on (\d+ \w+ \d{4})", text)
    register = load("cambs-2019")
    (committee,) = [body for body in register.bodies if body.kind == "committee"]
    assert (register.review, committee.title, committee.reports) == (
        "quarterly",
        "Joint Audit Committee",
        "six-monthly",
    )
    assert [(str(each.on), each.considers_register) for each in committee.meetings] == [(day, True)]


# The appendix


def test_both_pages_of_the_matrix_name_the_levels_of_the_scheme(paper):
    axes = re.findall(r"^\t(1 Unlikely.*)$", paper(PACK), re.MULTILINE)
    assert [axis.split("\t") for axis in axes] == [[str(level) for level in LIKELIHOOD.levels]] * 2
    rows = re.findall(r"^([1-5] [A-Z]\w+)\t", paper(PACK), re.MULTILINE)
    assert rows == [str(level) for level in reversed(IMPACT.levels)] * 2


def test_the_cell_marked_as_tolerance_level_is_the_tolerance_and_in_the_band_of_its_colour(paper):
    (marked,) = re.findall(r"<i>Tolerance Level</i> (\d+)", paper(PACK))
    value, colour = re.search(r"risk rating of (\d+) \(\*\*(\w+)\*\*\)", paper(PACK)).groups()
    assert int(marked) == int(value) == CAMBS_2019.tolerance.value
    (named,) = re.findall(rf"(?m)^{colour.capitalize()}\t(.*) risks$", paper(PACK))
    assert CAMBS_2019.rate({"likelihood": 3, "impact": 3}).band.label == named == "Medium"


def test_the_key_names_the_bands_of_the_scheme_worst_first(paper):
    key = re.findall(r"^(?:Dark red|Red|Amber|Yellow|Green)\t(.*) risks$", paper(PACK), re.MULTILINE)
    assert key == [band.label for band in reversed(CAMBS_2019.bands)]


def test_the_bands_above_tolerance_are_the_ones_that_are_reported(paper):
    said = re.search(
        r"above the risk tolerance \(that is (.*)\) are reported to (the relevant Executive Board)",
        paper(PACK),
    )
    named = re.split(r", | and ", said[1])
    assert {
        band.label.lower(): band.reported_to for band in CAMBS_2019.bands if band.reported_to
    } == dict.fromkeys(named, said[2])
    for band in CAMBS_2019.bands:
        assert (band.first > CAMBS_2019.tolerance.value) is (band.label.lower() in named)


def test_each_band_that_the_paper_says_something_of_has_a_response(paper, stems):
    said = re.findall(r"^- (\*\*.*?\*\*) risks (?:are|require) (.*)$", paper(PACK), re.MULTILINE)
    responses = {label: text for names, text in said for label in re.findall(r"\*\*([\w-]+)\*\*", names)}
    assert list(responses) == [band.label for band in reversed(CAMBS_2019.bands)]
    for band in CAMBS_2019.bands:
        assert stems(band.response) & stems(responses[band.label])


def test_the_highest_impact_of_the_pestelo_categories_counts(flat):
    assert "the highest Impact score from the PESTELO categories" in flat(PACK)
    levels = {"likelihood": 2, "impact": {"political": 2, "economic": 4}}
    assert CAMBS_2019.rate(levels).value == CAMBS_2019.rate({"likelihood": 2, "impact": 4}).value == 14


def test_the_scheme_has_the_papers_categories_and_each_has_its_levels_but_for_the_known_damage(paper):
    text = re.search(r"^PESTELO\n(.*?)^Creating a safer", paper(PACK), re.MULTILINE | re.DOTALL)[1]
    parts = re.split(r"^([A-Z]\w+) - .*\n", text, flags=re.MULTILINE)
    found = {
        name: re.findall(r"^([1-5])\. (\w+)", body, re.MULTILINE)
        for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }
    assert {category.label for category in IMPACT.categories} == set(found)
    whole = [(str(level.number), level.label) for level in IMPACT.levels]
    assert found.pop("Social") == whole[:4]
    assert found.pop("Organisation") == [*whole, whole[4]]
    assert found == dict.fromkeys(
        ("Political", "Economic", "Technological", "Environmental", "Legislative"), whole
    )


def test_each_category_is_described_in_other_words_than_the_paper_s_own(paper):
    text = re.search(r"^PESTELO\n(.*?)^Creating a safer", paper(PACK), re.MULTILINE | re.DOTALL)[1]
    glosses = dict(re.findall(r"^([A-Z]\w+) - (.*)$", text, re.MULTILINE))
    assert {category.label for category in IMPACT.categories} == set(glosses)
    for category in IMPACT.categories:
        assert category.description
        assert category.description.lower() not in glosses[category.label].lower()
