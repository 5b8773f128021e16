"""The register of 2019, sheet by sheet, with summary and heat map, on a sample in its layout and on broken ones."""

import re

import pytest

PACK = "cambs-board-pack-2019"


def test_a_sheet_is_read_whole(pack):
    risk = pack().data["risks"][0]
    assert risk == {
        "ref": "SR1.1",
        "title": "Silt closes the channel.",
        "statement": "There is a risk that silt closes the channel to larger ships.",
        "status": "Update",
        "status_date": "03/06/2019",
        "objective": "open-water",
        "causes": ["Dredging starts late.", "The river brings more silt"],
        "effects": ["Ships turn away.", "Dues fall."],
        "executive_lead": "Trust",
        "senior_lead": "Harbour master",
        "inherent": {"levels": {"likelihood": 4, "impact": 4}, "printed": 21},
        "current": {"levels": {"likelihood": 2, "impact": 4}, "printed": 14},
        "target": {"levels": {"likelihood": 1, "impact": 2}, "printed": 3},
        "controls": [
            {"ref": "C1", "title": "Soundings every month."},
            {"ref": "C2", "title": "Buoys moved when the channel moves."},
            {"ref": "C3", "title": "The dredger is hired by the week and the trust may call it at any hour."},
            {"ref": "C4", "label": "v", "title": "Silt traps kept empty"},
            {"ref": "C5", "label": "vi", "title": "Talks with the mill upstream."},
        ],
        "assurances": [
            {"ref": "S1", "title": "The pilots¹ report depths."},
            {"ref": "S2", "title": "The board reads them."},
        ],
        "actions": [
            {"ref": "A1", "title": "Hire a second dredger (2019/20)", "deadline": "2019/20"},
            {"ref": "A2", "title": "Chart the outer bar by the end of the season."},
            {"ref": "A3", "title": "Ask the ministry for money in Q4 2019-20.", "deadline": "Q4 2019-20"},
            {"ref": "A4", "title": "Plan for the objectives for 19/20 underway"},
        ],
        "notes": "¹ All licensed pilots of the port",
    }


def test_assurances_pair_by_numeral_and_by_range_and_repeated_numerals_pair_twice(pack, notes_of):
    outcome = pack()
    tug, books = outcome.data["risks"][1:3]
    assert [each["label"] for each in tug["controls"]] == ["i", "ii", "iii", "iii"]
    assert [(each["label"], each.get("covers")) for each in tug["assurances"]] == [
        ("i", ["C1"]),
        ("iii", ["C3", "C4"]),
        ("ii-iii", ["C2", "C3", "C4"]),
        ("v", None),
    ]
    assert [(each["label"], each.get("covers")) for each in books["assurances"]] == [("iv-v", None)]
    assert "no control bears the numeral v of this assurance" in notes_of(outcome)
    assert "no control bears the numeral iv, v of this assurance" in notes_of(outcome)


def test_a_risk_without_a_future_rating_has_no_target(pack):
    assert [("target" in risk) for risk in pack().data["risks"]] == [True, False, True, True]


def test_what_runs_over_the_page_is_put_together(pack, notes_of):
    outcome = pack()
    books = outcome.data["risks"][2]
    assert [(each["label"], each["title"]) for each in books["controls"]] == [
        ("i", "Ledgers copied."),
        ("ii", "Keys held by two people."),
        ("iii", "Doors locked."),
    ]
    assert [(each["title"], each.get("deadline")) for each in books["actions"]] == [
        ("Move the ledgers to the new (ongoing)", "ongoing"),
        ("Copy the old books.", None),
        ("Bind them.", None),
    ]
    assert len([note for note in notes_of(outcome) if "over the page" in note]) == 3
    assert books["notes"] == "Suggestion from the clerk – look at other ports."


def test_a_rating_that_stands_a_line_below_its_letters_is_pack(pack):
    books = pack().data["risks"][2]
    assert books["inherent"] == {"levels": {"likelihood": 3, "impact": 4}, "printed": 18}
    assert (books["executive_lead"], books["senior_lead"]) == ("Treasurer", "Clerk")


def test_a_cell_that_the_paper_cuts_short_is_noted(pack, notes_of):
    assert "the last of the controls ends in the middle of a sentence" in notes_of(pack())


def test_lost_bullets_are_noted_per_sheet(pack):
    bullets = [remark.text for remark in pack().noted if "bullets" in remark.text]
    assert len(bullets) == 4
    assert bullets[1].startswith("the bullets of controls, assurances are lost")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("\t3\t4\t18\tTrust Chief Officer", "\t3\t18\tTrust Chief Officer", "its inherent rating is 3, 18; give likelihood, impact and rating"),
        ("\t3\t4\t18\t<ul", "\t3\t4\t<ul", "its current rating is 3, 4; give likelihood, impact and rating"),
        ("Reference\tSR1.2", "Reference\tXR1.2", "it has no reference; write one such as SR1.1 behind Reference"),
        ("Reference\tSR1.2\tObjective\tOpen Water", "Reference\tObjective\tOpen Water", "it has no reference; write one such as SR1.1 behind Reference"),
    ],
)  # fmt: skip
def test_a_sheet_without_a_part_of_the_template_is_refused_whole(pack, old, new, reason):
    outcome = pack((old, new), part="register")
    assert [risk["ref"] for risk in outcome.data["risks"]] == ["SR1.1", "SR2.1", "SR2.2"]
    assert reason in [remark.text for remark in outcome.refused]
    assert outcome.refused[-1].row[0] == "Reference"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Causes\tEffects", "Causes\tFX", "no row of it has the heads Causes, Effects, Inherent, Exec Lead, Senior Lead; put them into one"),
        ("Controls in place\t", "Controls\t", "no row of it has the heads Controls in place, Controls assurance, Current, Future Actions, Future; put them into one"),
        ("The board reads them. \t\t2", "The board reads them. \tAnd more\t2", "its controls, assurances and actions cannot be told apart; put each below its head"),
    ],
)  # fmt: skip
def test_a_sheet_that_cannot_be_told_apart_is_refused(pack, old, new, reason):
    outcome = pack((old, new), part="register")
    assert "SR1.1" not in [risk["ref"] for risk in outcome.data["risks"]]
    assert reason in [remark.text for remark in outcome.refused]


def test_columns_that_are_blank_leave_the_others_where_they_are(pack):
    """Regression: without assurances and a current rating, actions were taken for assurances."""
    listed = '<ul style="list-style-type: none">'
    both = f"{listed} The pilots¹ report depths. The board reads them. \t\t2\t4\t14"
    risk = pack((both, "\t\t\t\t"), part="register").data["risks"][0]
    assert "assurances" not in risk
    assert "current" not in risk
    assert len(risk["actions"]) == 4
    assert risk["target"]["printed"] == 3
    controls = f"{listed} Rails painted. Lifebelts hung on the "
    risk = pack((controls, ""), part="register").data["risks"][3]
    assert "controls" not in risk
    assert [each["title"] for each in risk["assurances"]] == ["Walks of the quay."]
    actions = f"{listed} Raise the rails (18/19) "
    risk = pack((actions, "\t"), part="register").data["risks"][3]
    assert "actions" not in risk
    assert (risk["current"]["printed"], risk["target"]["printed"]) == (3, 3)


def test_a_status_without_words_and_rows_of_other_shapes_are_unplaced(pack):
    outcome = pack(
        ("Status:\tUpdate 03/06/2019", "Status:\t03/06/2019"),
        ("¹ All licensed", "Rope\tof hemp\n¹ All licensed"),
        ("5 Catastrophic\t\t", "5 Catastrophic\tNone\t"),
        part="register",
    )
    assert "status" not in outcome.data["risks"][0]
    assert [remark.text for remark in outcome.unplaced] == ["None", "03/06/2019", "Rope", "of hemp"]


@pytest.mark.parametrize(
    ("exchanged", "reason"),
    [
        (True, "its causes come after its controls; exchange the two halves"),
        (False, "it ends with the heads of its controls; put the controls below them"),
    ],
)
def test_a_sheet_whose_halves_are_out_of_order_or_missing_is_refused(pack, sample, exchanged, reason):
    text = sample("pack-2019")
    sheet = text[text.index("Reference\tSR2.2") : text.index("This page is")]
    upper, lower = sheet.index("Causes\t"), sheet.index("Controls in place")
    if exchanged:
        broken = sheet[:upper] + sheet[lower:] + sheet[upper:lower]
    else:
        broken = sheet[: sheet.index("\n", sheet.index("\tL\tI\tR\t\t\t\tL")) + 1]
    outcome = pack((sheet, broken), part="register")
    assert [remark.text for remark in outcome.refused] == [reason]
    assert [risk["ref"] for risk in outcome.data["risks"]] == ["SR1.1", "SR1.2", "SR2.1"]


def test_sheets_whose_bullets_are_all_printed_carry_no_note(pack, sample):
    text = sample("pack-2019")
    sheet = text[text.index("Reference\tSR2.2") : text.index("This page is")]
    outcome = pack((sheet, re.sub(r"<ul[^>]*> ", "• ", sheet)), part="register")
    assert len([remark for remark in outcome.noted if "bullets" in remark.text]) == 3


def test_what_the_summary_lists_without_a_sheet_is_refused(pack):
    outcome = pack(("SR2.1\tRecords", "SR9.1\tRecords"), part="register")
    (refused,) = outcome.refused
    assert (
        refused.text
        == "the summary lists SR9.1, and there is no sheet of it; add the sheet, or leave the line out"
    )
    assert refused.row == ("SR9.1", "Records of dues go astray.")
    assert outcome.data["risks"][2]["title"] == "There is a risk that records of dues go astray."


def test_a_second_line_of_the_summary_for_one_risk_is_unplaced(pack):
    outcome = pack(("SR1.2\tThe tug", "SR1.1\tThe tug"), part="register")
    assert [remark.text for remark in outcome.unplaced] == ["SR1.1", "The tug breaks down."]


def test_a_heat_map_that_differs_from_the_sheets_is_noted(pack, notes_of):
    outcome = pack(("SR1.1\tSR1.2\t", "SR1.2\tSR1.1 SR7.7\t"), part="register")
    assert [note for note in notes_of(outcome) if "heat map" in note] == [
        "the heat map shows SR1.2 at likelihood 2 and impact 4; its sheet says likelihood 3 and impact 4",
        "the heat map shows SR1.1 at likelihood 3 and impact 4; its sheet says likelihood 2 and impact 4",
    ]
    assert [remark.text for remark in outcome.unplaced] == ["SR7.7"]


def test_a_risk_on_the_heat_map_whose_sheet_has_no_current_rating_is_noted(pack, notes_of):
    outcome = pack(("\t2\t4\t14\t<ul", "\t\t\t\t<ul"), part="register")
    assert (
        "the heat map shows SR1.1 at likelihood 2 and impact 4; its sheet says no current rating"
        in notes_of(outcome)
    )


def test_a_register_without_heading_and_summary_has_a_title_of_its_own(named, sample):
    text = sample("pack-2019")
    sheets = text[text.index("Reference\tSR1.1") : text.index("Appendix A")]
    data = named(PACK).outcome(sheets).data
    assert (data["title"], len(data["risks"])) == ("Strategic risk register", 4)


def test_a_heading_without_a_sheet_is_a_register_without_risks(named):
    data = named(PACK).outcome("HARBOUR STRATEGIC RISK REGISTER, May 2019\n").data
    assert "risks" not in data


def test_causes_behind_controls_and_sheets_without_an_objective(pack):
    text = pack(("\tObjective\tOpen Water\tStatus:", "\tObjective\tStatus:"), part="register").data["risks"][
        0
    ]
    assert "objective" not in text
