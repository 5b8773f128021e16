"""The draft framework, on a sample in its layout and on broken ones."""

import pytest

FRAMEWORK = "cambs-framework-2017"


@pytest.fixture
def read(named, sample):
    def read_it(*changes):
        text = sample("framework-2017")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        return named(FRAMEWORK).outcome(text)

    return read_it


def test_themes_priorities_and_activities(read):
    outcome = read()
    assert (outcome.read, outcome.refused, outcome.unplaced) == (4, (), ())
    assert (outcome.data["title"], outcome.data["edition"]) == (
        "Harbour Plan Theme – Quays (draft)",
        "29 June 2017",
    )
    ships, quays, cranes = outcome.data["objectives"]
    assert ships == {"ref": "ships", "title": "Ships", "theme": "Ships"}
    assert quays["priorities"][0] == {
        "ref": "01",
        "title": "Keep the quays whole",
        "activities": [
            {
                "ref": "Q1.1",
                "title": "Divers look at the piles.",
                "lead": "AB",
                "delivery_lead": "Trust",
                "rag": "amber",
                "opportunities": "A shared diver",
            },
            {
                "ref": "Q1.2",
                "title": "Fenders are mended.",
                "lead": "CD/EF",
                "delivery_lead": "Pilots/ Trust",
            },
        ],
    }
    assert quays["priorities"][1]["activities"][0]["rag"] == "green"
    assert cranes["priorities"][0]["activities"][0]["ref"] == "C10"


def test_the_paper_around_the_table_is_named_as_not_read(read):
    assert [remark.text for remark in read().noted] == [
        "line 2 was not read: no part that this reader knows",
        "lines 6 to 8 were not read: no part that this reader knows",
        "line 13 was not read: no part that this reader knows",
        "line 24 was not read: no part that this reader knows",
    ]


def test_a_table_alone_is_read(named, sample):
    text = sample("framework-2017")
    data = named(FRAMEWORK).outcome(text[text.index("| Theme") :]).data
    assert (data["title"], "edition" in data) == ("Board Assurance Framework", False)
    assert [objective["ref"] for objective in data["objectives"]] == ["quays", "cranes"]


def test_a_row_without_its_last_bar_is_read(read):
    assert read(("| C10 Grease is bought. | | |", "| C10 Grease is bought. |")).refused == ()


@pytest.mark.parametrize(
    ("old", "new", "reasons"),
    [
        ("Q1.2 Fenders", "Fenders", ["its delivery activity has no number; write one such as O1.1"]),
        ("| Amber |", "| Purple |", ["its delivery status is Purple; write red, amber or green"]),
        (
            "01 Keep",
            "Keep",
            [
                "its priority action has no number; write one such as 01",
                "it belongs to no priority action that was read; mend that one first",
            ],
        ),
        (
            "| Quays | 01 ",
            "| | 01 ",
            [
                "no theme stands before it; name one in the first column",
                "it belongs to no priority action that was read; mend that one first",
            ],
        ),
        ("A shared diver |", "A shared diver | Rope |", ["it has 8 cells; the table has 7 columns"]),
    ],
)
def test_a_row_that_makes_no_activity_is_refused(read, old, new, reasons):
    outcome = read((old, new))
    assert [remark.text for remark in outcome.refused] == reasons
    assert outcome.read == 4
    assert outcome.unplaced == ()
