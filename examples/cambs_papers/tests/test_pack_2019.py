"""The parts of a board pack, on a sample in its layout and on broken ones."""

from decimal import Decimal

import pytest

PACK = "cambs-board-pack-2019"


@pytest.fixture
def read(named, sample):
    def read_it(*changes, part=None):
        text = sample("pack-2019")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        return named(PACK).outcome(text, part)

    return read_it


def notes(outcome):
    return [remark.text for remark in outcome.noted if "bullets" not in remark.text]


# ------------------------------------------------------------------------------------------------ the whole


def test_risks_and_action_log_go_together_and_what_else_there_is_is_named(read):
    outcome = read()
    assert (outcome.read, outcome.refused, outcome.unplaced) == (7, (), ())
    assert [risk["ref"] for risk in outcome.data["risks"]] == ["SR1.1", "SR1.2", "SR2.1", "SR2.2"]
    assert [action["ref"] for action in outcome.data["actions"]] == ["1.0", "1.0", "3.0"]
    assert outcome.data["notes"] == "HARBOUR BOARD ACTION LOG - SPRING 2019 ONWARDS"
    assert [note for note in notes(outcome) if "not read" in note] == [
        "lines 7 to 9 were not read: no part that this reader knows",
        "lines 21 to 29 were not read: no part that this reader knows",
        "lines 99 to 103 were not read: no part that this reader knows",
        'lines 105 to 119 were not read: the part "plans", to be read by itself',
        "line 121 was not read: no part that this reader knows",
        'lines 123 to 154 were not read: the part "performance", to be read by itself',
    ]


def test_the_board_that_meets_and_the_item_of_the_register_are_the_first_page(read):
    meeting = {"on": "5 th June 2019", "time": "14:00", "venue": "Pilot house"}
    item = {
        "considers_register": True,
        "item": "2",
        "notes": "Strategic Risk Register. Report from the harbour master",
    }
    board = {"ref": "board", "title": "Harbour Board", "kind": "board"}
    assert read().data["bodies"] == [board | {"meetings": [meeting | item]}]
    assert read(("Strategic Risk Register. Report", "Action Log. Report")).data["bodies"] == [board | {"meetings": [meeting]}]
    assert read(("Harbour Board\n", "Harbour Panel\n")).data["bodies"][0]["kind"] == "panel"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Harbour Board\n", "Harbour\n"),
        ("Harbour Board\n", "Harbour\tBoard\n"),
        ("14:00\t", ""),
        ("<u>Time</u>", "Hour"),
    ],
)
def test_a_first_page_that_does_not_say_who_meets_and_when_is_not_read(read, old, new):
    outcome = read((old, new))
    assert "bodies" not in outcome.data
    assert notes(outcome)[0] == "lines 2 to 10 were not read: no part that this reader knows"


def test_a_part_is_read_by_itself(read):
    register, actions, plans = (read(part=part).data for part in ("register", "actions", "plans"))
    assert "actions" not in register
    assert "risks" not in actions
    assert actions["title"] == "HARBOUR BOARD ACTION LOG - SPRING 2019 ONWARDS"
    assert plans["title"] == "Harbour Trust EU Exit Preparedness"


def test_a_pack_with_one_part_alone_is_that_part(named, sample):
    text = sample("pack-2019")
    log = text[text.index("HARBOUR BOARD") : text.index("To: Harbour")]
    assert "risks" not in named(PACK).outcome(log).data
    plans = text[text.index("Harbour Trust EU Exit") :]
    outcome = named(PACK).outcome(plans[: plans.index("To:")])
    assert len(outcome.data["plans"]) == 2
    assert notes(outcome) == []
    outcome = named(PACK).outcome(plans[plans.index("To:") :])
    assert len(outcome.data["objectives"]) == 1
    assert named(PACK).outcome(plans, "actions").data == {}


def test_title_organisation_and_edition_are_the_headings(read):
    data = read().data
    assert (data["title"], data["organisation"], data["edition"], data["scheme"]) == (
        "STRATEGIC RISK REGISTER",
        "HARBOUR TRUST and PILOTS",
        "May 2019",
        "cambs-2019",
    )
    assert [each["title"] for each in data["objectives"]] == ["Open Water", "Sound Books"]


# --------------------------------------------------------------------------------------------------- sheets


def test_a_sheet_is_read_whole(read):
    risk = read().data["risks"][0]
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


def test_assurances_pair_by_numeral_and_by_range_and_repeated_numerals_pair_twice(read):
    outcome = read()
    tug, books = outcome.data["risks"][1:3]
    assert [each["label"] for each in tug["controls"]] == ["i", "ii", "iii", "iii"]
    assert [(each["label"], each.get("covers")) for each in tug["assurances"]] == [
        ("i", ["C1"]),
        ("iii", ["C3", "C4"]),
        ("ii-iii", ["C2", "C3", "C4"]),
        ("v", None),
    ]
    assert [(each["label"], each.get("covers")) for each in books["assurances"]] == [("iv-v", None)]
    assert "no control bears the numeral v of this assurance" in notes(outcome)
    assert "no control bears the numeral iv, v of this assurance" in notes(outcome)


def test_a_risk_without_a_future_rating_has_no_target(read):
    assert [("target" in risk) for risk in read().data["risks"]] == [True, False, True, True]


def test_what_runs_over_the_page_is_put_together(read):
    outcome = read()
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
    assert len([note for note in notes(outcome) if "over the page" in note]) == 3
    assert books["notes"] == "Suggestion from the clerk – look at other ports."


def test_a_rating_that_stands_a_line_below_its_letters_is_read(read):
    books = read().data["risks"][2]
    assert books["inherent"] == {"levels": {"likelihood": 3, "impact": 4}, "printed": 18}
    assert (books["executive_lead"], books["senior_lead"]) == ("Treasurer", "Clerk")


def test_a_cell_that_the_paper_cuts_short_is_noted(read):
    assert "the last of the controls ends in the middle of a sentence" in notes(read())


def test_lost_bullets_are_noted_per_sheet(read):
    bullets = [remark.text for remark in read().noted if "bullets" in remark.text]
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
def test_a_sheet_without_a_part_of_the_template_is_refused_whole(read, old, new, reason):
    outcome = read((old, new), part="register")
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
def test_a_sheet_that_cannot_be_told_apart_is_refused(read, old, new, reason):
    outcome = read((old, new), part="register")
    assert "SR1.1" not in [risk["ref"] for risk in outcome.data["risks"]]
    assert reason in [remark.text for remark in outcome.refused]


def test_columns_that_are_blank_leave_the_others_where_they_are(read):
    """Regression: without assurances and a current rating, actions were taken for assurances."""
    listed = '<ul style="list-style-type: none">'
    both = f"{listed} The pilots¹ report depths. The board reads them. \t\t2\t4\t14"
    risk = read((both, "\t\t\t\t"), part="register").data["risks"][0]
    assert "assurances" not in risk
    assert "current" not in risk
    assert len(risk["actions"]) == 4
    assert risk["target"]["printed"] == 3
    controls = f"{listed} Rails painted. Lifebelts hung on the "
    risk = read((controls, ""), part="register").data["risks"][3]
    assert "controls" not in risk
    assert [each["title"] for each in risk["assurances"]] == ["Walks of the quay."]
    actions = f"{listed} Raise the rails (18/19) "
    risk = read((actions, "\t"), part="register").data["risks"][3]
    assert "actions" not in risk
    assert (risk["current"]["printed"], risk["target"]["printed"]) == (3, 3)


def test_a_status_without_words_and_rows_of_other_shapes_are_unplaced(read):
    outcome = read(
        ("Status:\tUpdate 03/06/2019", "Status:\t03/06/2019"),
        ("¹ All licensed", "Rope\tof hemp\n¹ All licensed"),
        ("5 Catastrophic\t\t", "5 Catastrophic\tNone\t"),
        part="register",
    )
    assert "status" not in outcome.data["risks"][0]
    assert [remark.text for remark in outcome.unplaced] == ["None", "03/06/2019", "Rope", "of hemp"]


# ------------------------------------------------------------------------------------ summary and heat map


def test_what_the_summary_lists_without_a_sheet_is_refused(read):
    outcome = read(("SR2.1\tRecords", "SR9.1\tRecords"), part="register")
    (refused,) = outcome.refused
    assert (
        refused.text
        == "the summary lists SR9.1, and there is no sheet of it; add the sheet, or leave the line out"
    )
    assert refused.row == ("SR9.1", "Records of dues go astray.")
    assert outcome.data["risks"][2]["title"] == "There is a risk that records of dues go astray."


def test_a_second_line_of_the_summary_for_one_risk_is_unplaced(read):
    outcome = read(("SR1.2\tThe tug", "SR1.1\tThe tug"), part="register")
    assert [remark.text for remark in outcome.unplaced] == ["SR1.1", "The tug breaks down."]


def test_a_heat_map_that_differs_from_the_sheets_is_noted(read):
    outcome = read(("SR1.1\tSR1.2\t", "SR1.2\tSR1.1 SR7.7\t"), part="register")
    assert [note for note in notes(outcome) if "heat map" in note] == [
        "the heat map shows SR1.2 at likelihood 2 and impact 4; its sheet says likelihood 3 and impact 4",
        "the heat map shows SR1.1 at likelihood 3 and impact 4; its sheet says likelihood 2 and impact 4",
    ]
    assert [remark.text for remark in outcome.unplaced] == ["SR7.7"]


def test_a_risk_on_the_heat_map_whose_sheet_has_no_current_rating_is_noted(read):
    outcome = read(("\t2\t4\t14\t<ul", "\t\t\t\t<ul"), part="register")
    assert "the heat map shows SR1.1 at likelihood 2 and impact 4; its sheet says no current rating" in notes(
        outcome
    )


def test_a_register_without_heading_and_summary_has_a_title_of_its_own(named, sample):
    text = sample("pack-2019")
    sheets = text[text.index("Reference\tSR1.1") : text.index("Appendix A")]
    data = named(PACK).outcome(sheets).data
    assert (data["title"], len(data["risks"])) == ("Strategic risk register", 4)


def test_a_heading_without_a_sheet_is_a_register_without_risks(named):
    data = named(PACK).outcome("HARBOUR STRATEGIC RISK REGISTER, May 2019\n").data
    assert "risks" not in data


def test_causes_behind_controls_and_sheets_without_an_objective(read):
    text = read(("\tObjective\tOpen Water\tStatus:", "\tObjective\tStatus:"), part="register").data["risks"][
        0
    ]
    assert "objective" not in text


# ------------------------------------------------------------------------------------------ the action log


def test_a_number_stands_twice_and_the_meetings_tell_the_actions_apart(read):
    actions = read(part="actions").data["actions"]
    assert actions[0] == {
        "ref": "1.0",
        "title": "Harbour master to count the mooring rings.",
        "origin": {"kind": "meeting", "raised": "04/03/2019", "agenda_item": "6.0"},
        "deadline": "30/04/2019",
        "updates": [{"text": "Half of them are counted.", "date": "Date Req"}],
    }
    assert [(each["ref"], each["origin"]["raised"]) for each in actions[:2]] == [
        ("1.0", "04/03/2019"),
        ("1.0", "01/04/2019"),
    ]
    assert actions[1]["deadline"] == "05/06/2019 and on-going"
    assert actions[1]["updates"] == [{"date": "5th Jun 19"}]
    assert ("deadline" in actions[2], actions[2]["updates"]) == (False, [{"text": "Asked two makers."}])


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("3.0\t01", "x\t01", "it does not begin with the number of an action; write one such as 1.0"),
        (
            "Treasurer to price new ropes.",
            "",
            "action 3.0 does not say what is to be done; fill the column ACTION",
        ),
        ("Asked two makers.\t", "Asked two makers.\tJuly\tmore", "it has 9 cells; the log has 8 columns"),
    ],
)
def test_a_row_that_makes_no_action_is_refused(read, old, new, reason):
    outcome = read((old, new), part="actions")
    assert [(remark.text) for remark in outcome.refused] == [reason]
    assert (outcome.read, len(outcome.data["actions"])) == (3, 2)


def test_a_line_between_the_actions_is_unplaced(read):
    outcome = read(("3.0\t01", "Two are still to come\n3.0\t01"), part="actions")
    assert [remark.text for remark in outcome.unplaced] == ["Two are still to come"]


def test_a_log_without_title_has_one_of_its_own(read):
    data = read(("HARBOUR BOARD ACTION LOG - SPRING 2019 ONWARDS", ""), part="actions").data
    assert data["title"] == "Action log of the board"


# ------------------------------------------------------------------------------------- plans against EU exit


def test_assumptions_objectives_plans_and_the_link(read):
    outcome = read(part="plans")
    data = outcome.data
    assert data["risks"] == [
        {"ref": "R1", "title": "Queues at the ferry."},
        {"ref": "R2", "title": "Rope runs short."},
    ]
    assert [each["title"] for each in data["objectives"]] == ["Keep ships moving", "Keep people safe"]
    assert data["plans"] == [
        {"ref": "P1", "title": "Berth plan", "covers_all": True, "areas": ["All Risk Areas"]},
        {"ref": "P2", "title": "Rope plan", "areas": ["Supply of rope Seasonal risks"]},
    ]
    assert data["links"] == [{"register": "Trust Risk Register", "ref": "77", "rating": "Green"}]
    assert [remark.text[:4] for remark in outcome.unplaced] == ["1.1 ", "1.2 ", "1.3 ", "1.4 "]


def test_a_plan_without_its_area_is_refused(read):
    outcome = read(("Rope plan\tSupply of rope Seasonal risks", "Rope plan\t"), part="plans")
    assert [remark.text for remark in outcome.refused] == [
        "it is not a plan with its risk area; give both, in two cells"
    ]


def test_a_table_of_plans_alone(named):
    data = named(PACK).outcome("CPLRF Plan Title\tPlanning Assumption Risk Area\nRope\tRisk\n", "plans").data
    assert data["title"] == "Planning assumptions"


# -------------------------------------------------------------------------------------- performance update


def test_aims_priorities_and_what_is_done_stand_under_their_numbers(read):
    data = read(part="performance").data
    assert data["title"] == "Police and Crime Plan Priority Update: Harbour"
    (aim,) = data["objectives"]
    assert (aim["ref"], aim["title"], aim["theme"]) == ("6.1", "Ships are moored fast", "Harbour")
    first, second = aim["priorities"]
    assert (first["ref"], first["title"]) == ("6.1.1", "Moor each ship with two ropes")
    assert [(each["ref"], each["title"]) for each in first["activities"]] == [
        ("6.1.1.1", "Ropes are bought. Of them 10.2% in Q4 2018/19 and 17.6% in Q1 2019/20 were blue."),
        ("6.1.1.2", "They are: long strong"),
        ("6.1.1.3", "Knots are taught."),
    ]
    assert (second["title"], "activities" in second) == ("Keep the ship's bell clean", False)


def test_figures_that_name_their_period_are_readings(read):
    outcome = read(part="performance")
    skippers, ropes, blue = outcome.data["indicators"]
    assert skippers == {
        "ref": "4.1.2",
        "title": "Of late 79.4% of the 1,187 skippers asked in the 12 months ending June 2019 said so.",
        "unit": "%",
        "readings": [
            {"period": "12 months ending June 2019", "value": Decimal("79.4"), "sample": 1187},
            {"period": "12 months ending June 2018", "value": Decimal("81.6")},
        ],
        "notes": "Skippers like the port. It was 81.6% in the 12 months ending June 2018, and no more than "
        "30 minutes in May 2018.",
    }
    assert (ropes["ref"], ropes["unit"], ropes["readings"]) == (
        "4.2.1",
        "% change",
        [{"period": "June 2019", "value": Decimal("23.6")}],
    )
    assert (blue["ref"], [str(each["value"]) for each in blue["readings"]]) == ("I3", ["10.2", "17.6"])
    assert outcome.read == 6


def test_text_without_a_figure_that_names_its_period_is_unplaced(read):
    assert [remark.text for remark in read(part="performance").unplaced] == [
        "1.0 Purpose",
        "1.1 This paper tells how the harbour does.",
        "4.2.2 A fifth, 20%, said nothing.",
        "6.0 What is done",
        "7.0 Thanks",
        "Nothing more.",
    ]
