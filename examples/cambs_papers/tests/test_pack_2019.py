"""A board pack as a whole: its parts, and its first page, on a sample in its layout."""

import pytest

PACK = "cambs-board-pack-2019"


def test_risks_and_action_log_go_together_and_what_else_there_is_is_named(pack, notes_of):
    outcome = pack()
    assert (outcome.read, outcome.refused, outcome.unplaced) == (7, (), ())
    assert [risk["ref"] for risk in outcome.data["risks"]] == ["SR1.1", "SR1.2", "SR2.1", "SR2.2"]
    assert [action["ref"] for action in outcome.data["actions"]] == ["1.0", "1.0", "3.0"]
    assert outcome.data["notes"] == "HARBOUR BOARD ACTION LOG - SPRING 2019 ONWARDS"
    assert [note for note in notes_of(outcome) if "not read" in note] == [
        "lines 7 to 9 were not read: no part that this reader knows",
        "lines 21 to 29 were not read: no part that this reader knows",
        "lines 99 to 103 were not read: no part that this reader knows",
        'lines 105 to 119 were not read: the part "plans", to be read by itself',
        "line 121 was not read: no part that this reader knows",
        'lines 123 to 154 were not read: the part "performance", to be read by itself',
    ]


def test_the_board_that_meets_and_the_item_of_the_register_are_the_first_page(pack):
    meeting = {"on": "5 th June 2019", "time": "14:00", "venue": "Pilot house"}
    item = {
        "considers_register": True,
        "item": "2",
        "notes": "Strategic Risk Register. Report from the harbour master",
    }
    board = {"ref": "board", "title": "Harbour Board", "kind": "board"}
    assert pack().data["bodies"] == [board | {"meetings": [meeting | item]}]
    assert pack(("Strategic Risk Register. Report", "Action Log. Report")).data["bodies"] == [
        board | {"meetings": [meeting]}
    ]
    assert pack(("Harbour Board\n", "Harbour Panel\n")).data["bodies"][0]["kind"] == "panel"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Harbour Board\n", "Harbour\n"),
        ("Harbour Board\n", "Harbour\tBoard\n"),
        ("14:00\t", ""),
        ("<u>Time</u>", "Hour"),
    ],
)
def test_a_first_page_that_does_not_say_who_meets_and_when_is_not_pack(pack, old, new, notes_of):
    outcome = pack((old, new))
    assert "bodies" not in outcome.data
    assert notes_of(outcome)[0] == "lines 2 to 10 were not read: no part that this reader knows"


def test_a_part_is_read_by_itself(pack):
    register, actions, plans = (pack(part=part).data for part in ("register", "actions", "plans"))
    assert "actions" not in register
    assert "risks" not in actions
    assert actions["title"] == "HARBOUR BOARD ACTION LOG - SPRING 2019 ONWARDS"
    assert plans["title"] == "Harbour Trust EU Exit Preparedness"


def test_a_pack_with_one_part_alone_is_that_part(named, sample, notes_of):
    text = sample("pack-2019")
    log = text[text.index("HARBOUR BOARD") : text.index("To: Harbour")]
    assert "risks" not in named(PACK).outcome(log).data
    plans = text[text.index("Harbour Trust EU Exit") :]
    outcome = named(PACK).outcome(plans[: plans.index("To:")])
    assert len(outcome.data["plans"]) == 2
    assert notes_of(outcome) == []
    outcome = named(PACK).outcome(plans[plans.index("To:") :])
    assert len(outcome.data["objectives"]) == 1
    assert named(PACK).outcome(plans, "actions").data == {}


def test_title_organisation_and_edition_are_the_headings(pack):
    data = pack().data
    assert (data["title"], data["organisation"], data["edition"], data["scheme"]) == (
        "STRATEGIC RISK REGISTER",
        "HARBOUR TRUST and PILOTS",
        "May 2019",
        "cambs-2019",
    )
    assert [each["title"] for each in data["objectives"]] == ["Open Water", "Sound Books"]
