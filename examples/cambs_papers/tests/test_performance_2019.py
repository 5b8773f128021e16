"""The performance update, on a sample in its layout."""

from decimal import Decimal


def test_aims_priorities_and_what_is_done_stand_under_their_numbers(pack):
    data = pack(part="performance").data
    assert data["title"] == "Police and Crime Plan Priority Update: Harbour"
    (aim,) = data["objectives"]
    assert (aim["ref"], aim["title"], aim["theme"]) == ("6.1", "Ships are moored fast", "Harbour")
    first, second = aim["priorities"]
    assert (first["ref"], first["title"]) == ("6.1.1", "Moor each ship with two ropes")
    assert [(each["ref"], each["title"]) for each in first["activities"]] == [
        ("6.1.1.1", "Ropes are bought. Of them 12.5% in Q3 2016/17 and 33.1% in Q2 2017/18 were blue."),
        ("6.1.1.2", "They are: long strong"),
        ("6.1.1.3", "Knots are taught."),
    ]
    assert (second["title"], "activities" in second) == ("Keep the ship's bell clean", False)


def test_figures_that_name_their_period_are_readings(pack):
    outcome = pack(part="performance")
    skippers, ropes, blue = outcome.data["indicators"]
    assert skippers == {
        "ref": "4.1.2",
        "title": "Of late 71.5% of the 1,204 skippers asked in the 12 months ending May 2017 said so.",
        "unit": "%",
        "readings": [
            {"period": "12 months ending May 2017", "value": Decimal("71.5"), "sample": 1204},
            {"period": "12 months ending May 2016", "value": Decimal("68.2")},
        ],
        "notes": "Skippers like the port. It was 68.2% in the 12 months ending May 2016, and no more than "
        "30 minutes in May 2018.",
    }
    assert (ropes["ref"], ropes["unit"], ropes["readings"]) == (
        "4.2.1",
        "% change",
        [{"period": "June 2019", "value": Decimal("41.7")}],
    )
    assert (blue["ref"], [str(each["value"]) for each in blue["readings"]]) == ("I3", ["12.5", "33.1"])
    assert outcome.read == 6


def test_text_without_a_figure_that_names_its_period_is_unplaced(pack):
    assert [remark.text for remark in pack(part="performance").unplaced] == [
        "1.0 Purpose",
        "1.1 This paper tells how the harbour does.",
        "4.2.2 A fifth, 20%, said nothing.",
        "6.0 What is done",
        "7.0 Thanks",
        "Nothing more.",
    ]
