"""The register of 2016, on a sample in its layout and on broken ones."""

import pytest


@pytest.fixture
def read(named, sample):
    def read_it(*changes):
        text = sample("register-2016")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        return named("cambs-register-2016").outcome(text)

    return read_it


def test_each_risk_has_its_tables_and_a_control_per_sentence(read):
    outcome = read()
    assert (outcome.read, outcome.refused, outcome.unplaced) == (3, (), ())
    first, second, third = outcome.data["risks"]
    assert first == {
        "ref": "R1.1",
        "title": "The east pier wears out faster than planned i.e. before 2030.",
        "statement": "The east pier wears out faster than planned i.e. before 2030. Ships then moor elsewhere.",
        "objective": "quays-and-piers",
        "inherent": {"levels": {"likelihood": 4, "impact": 3}, "printed": 12},
        "current": {"levels": {"likelihood": 2, "impact": 3}, "printed": 6},
        "controls": [
            {"ref": "C1", "title": "Divers look at the piles."},
            {"ref": "C2", "title": "A fund pays for repairs, e.g. New timber."},
        ],
    }
    assert [each["title"] for each in second["controls"]] == ["Spare fenders are kept."]
    assert third["objective"] == "people"
    assert [remark.text for remark in outcome.noted] == [
        "its controls are running text: each sentence was taken for one"
    ] * 2


def test_title_scheme_and_what_is_said_of_the_register_are_kept(read):
    data = read().data
    assert (data["title"], data["scheme"]) == ("Harbour Risk Register Summary", "cambs-2016")
    assert data["notes"] == "The harbour trust and the pilots keep this register together"
    assert data["objectives"] == [
        {"ref": "quays-and-piers", "title": "Quays and Piers"},
        {"ref": "people", "title": "People"},
    ]


def test_matrix_of_another_scheme_is_unplaced(read):
    outcome = read(("Impact\tMajor\t4\t8\t12\t16", "Impact\tMajor\t5\t8\t12\t16"))
    assert [remark.text for remark in outcome.unplaced] == ["Impact", "Major", "5", "8", "12", "16"]


def test_register_without_anything_before_its_first_risk(named, sample):
    text = sample("register-2016")
    outcome = named("cambs-register-2016").outcome(text[text.index("R1.1 ") :])
    first = outcome.data["risks"][0]
    assert (outcome.data["title"], "objective" in first) == ("Strategic risk register", False)


def test_text_that_is_only_the_head_of_a_table_holds_no_risk(named):
    outcome = named("cambs-register-2016").outcome(
        "Before mitigating controls are in place\tLikelihood\tImpact\tTotal\n"
    )
    assert (outcome.read, "risks" in outcome.data) == (0, False)
    assert [remark.text for remark in outcome.unplaced] == [
        "Before mitigating controls are in place",
        "Likelihood",
        "Impact",
        "Total",
    ]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "\t4\t3\t12\n",
            "\t4\t12\n",
            "the table before controls has no three figures; give likelihood, impact and total on the line below its head",
        ),
        (
            "\t4\t3\t12\n",
            "\tfour\t3\t12\n",
            "the table before controls has no three figures; give likelihood, impact and total on the line below its head",
        ),
        (
            "\t4\t3\t12\n",
            "",
            "the table before controls has no three figures; give likelihood, impact and total on the line below its head",
        ),
        (
            "\t2\t3\t6\n",
            "\t2\t3\t6\t8\n",
            "the table after controls has no three figures; give likelihood, impact and total on the line below its head",
        ),
        (
            "\t4\t3\t12\n\nDivers look at the piles. A fund pays for repairs, e.g. New timber.\n\nAfter",
            "\t4\t3\n\nAfterwards",
            "the table before and the table after controls has no three figures; give likelihood, impact and total on the line below its head",
        ),
    ],
)
def test_risk_without_its_figures_is_refused_whole(read, old, new, reason):
    outcome = read((old, new))
    assert (outcome.read, [risk["ref"] for risk in outcome.data["risks"]]) == (3, ["R1.2", "R2.1"])
    (refused,) = outcome.refused
    assert refused.text == reason
    assert refused.row[0].startswith("R1.1 ")
    assert outcome.unplaced == ()


def test_risk_whose_tables_are_exchanged_is_refused(read):
    outcome = read(
        ("Before mitigating", "Xfter mitigating"),
        ("After mitigating", "Before mitigating"),
        ("Xfter", "After"),
    )
    assert [remark.text for remark in outcome.refused] == [
        "its tables do not stand before and behind its controls; put them there"
    ]


def test_two_risks_of_which_one_has_lost_its_number_are_refused(read):
    """Regression: the first one was given the tables of the second."""
    outcome = read(("R1.2 –Fenders", "Fenders"))
    (refused,) = outcome.refused
    assert (
        refused.text
        == "several tables of a kind stand below it; begin each risk with a number such as R1.1 –"
    )
    assert [risk["ref"] for risk in outcome.data["risks"]] == ["R2.1"]
    assert outcome.unplaced == ()


def test_risks_of_one_short_line_each_are_refused_one_by_one(read):
    """Regression: each was taken for the heading of the next one, and reading broke down."""
    outcome = read(("R2.1 – Too few", "R3.1 – Fog\nR3.2 – Ice\nR2.1 – Too few"))
    assert [remark.row for remark in outcome.refused] == [("R3.1 – Fog",), ("R3.2 – Ice",)]


def test_row_among_the_controls_that_is_no_text_is_unplaced(read):
    outcome = read(("Divers look", "Rope\tChain\nDivers look"))
    assert [remark.text for remark in outcome.unplaced] == ["Rope", "Chain"]
