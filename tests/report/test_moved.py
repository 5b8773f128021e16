"""What moved since an earlier edition: as data, as text, and as arrows on the map."""

from pathlib import Path

import attrs
import pytest

from govkit import Assessment, Factor, Register, Risk, Scheme
from govkit.formats.yaml_file import read
from govkit.history import RefMap, RefMapError
from govkit.report import report_on, text_report

EXAMPLES = Path(__file__).parents[2] / "examples"
CONTINUES = EXAMPLES / "maps" / "cambs-2016-to-2019.yaml"


@pytest.fixture(scope="module")
def since_2016(kit, august_2019, at_hand):
    before = kit.load(EXAMPLES / "registers" / "cambs-2016.yaml")
    ref_map = RefMap(read(CONTINUES.read_text(encoding="utf-8"), "map").data)
    return report_on(august_2019, **at_hand, before=before, ref_map=ref_map)


@pytest.fixture(scope="module")
def since_august(november_2019, august_2019, at_hand):
    return report_on(november_2019, **at_hand, before=august_2019)


def by_ref(table):
    return {row[0]: dict(zip(table.heads[1:], row[1:], strict=True)) for row in table.rows}


def marks(report):
    return dict(report.maps[0].drawn.movements)


def test_another_scheme_is_said_and_nothing_compared(since_2016):
    moved = since_2016.moved
    assert moved.title == "What moved since 2016"
    assert moved.summary == "New: none. Closed: 5. Continuing: 14, of which 14 not compared."
    closed, continuing, changed = moved.tables
    assert closed.title == "Closed (5)"
    assert [row[0] for row in closed.rows] == ["R1.2", "R2.1", "R2.5", "R3.2", "R3.7"]
    assert continuing.heads == ("Ref", "Risk", "Earlier ref", "Then", "Now", "Moved", "Expected")
    assert by_ref(continuing)["SR3.4"] == {
        "Risk": "Senior posts not filled, supported or challenged",
        "Earlier ref": "R3.5",
        "Then": "3 under cambs-2016 2016",
        "Now": "14, Medium-high, above tolerance",
        "Moved": "not compared (change of scheme)",
        "Expected": "◁ impact down",
    }
    assert by_ref(closed)["R1.2"]["Then"] == "6 under cambs-2016 2016"
    assert changed.title == "Other fields that changed (14)"
    assert changed.heads == ("Ref", "Risk", "Changed")
    assert by_ref(changed)["SR3.4"]["Changed"] == (
        "status, status date, causes, effects, executive lead, senior lead, inherent scheme, "
        "inherent printed, target, controls, assurances, actions"
    )


def test_the_map_shows_what_the_targets_expect_with_and_without_an_earlier_edition(
    since_2016, august_2019, at_hand
):
    alone = report_on(august_2019, **at_hand)
    assert alone.moved is None
    assert marks(alone) == marks(since_2016) == {
        "SR1.1": "▽◁", "SR3.1": "▽◁", "SR3.4": "◁", "SR4.2": "▽", "SR4.3": "▽", "SR4.4": "▽", "SR4.5": "▽",
    }  # fmt: skip


def test_risks_that_moved_come_first_with_both_ratings(since_august):
    moved = since_august.moved
    assert moved.summary == "New: 2. Closed: 1. Continuing: 13, of which 5 moved, 8 stayed."
    new, closed, continuing, changed = moved.tables
    assert [(row[0], row[-1]) for row in changed.rows] == [("SR4.2", "target levels, target printed")]
    assert by_ref(new) == {
        "SR5.1": {
            "Risk": "Invented",
            "Now": "14, Medium-high, above tolerance",
            "Expected": "▽ likelihood down, ◁ impact down",
        },
        "SR5.2": {"Risk": "Invented, not assessed", "Now": "not rated", "Expected": ""},
    }
    assert by_ref(closed)["SR3.5"]["Then"] == "3, Low, within tolerance"
    assert [row[0] for row in continuing.rows[:6]] == ["SR1.1", "SR2.1", "SR3.1", "SR4.2", "SR4.4", "SR2.2"]
    lines = by_ref(continuing)
    assert (lines["SR1.1"]["Then"], lines["SR1.1"]["Now"]) == (
        "18, Medium-high, above tolerance",
        "17, Medium-high, above tolerance",
    )
    assert lines["SR1.1"]["Moved"] == "moved (▲ likelihood up, ◀ impact down)"
    assert lines["SR4.2"]["Expected"] == "△ likelihood up, ▷ impact up"
    assert (lines["SR2.2"]["Moved"], lines["SR2.2"]["Expected"]) == ("stayed", "")
    assert "Earlier ref" not in continuing.heads


def test_what_was_reassessed_comes_first_and_what_else_was_recorded_of_it_is_listed(
    kit, august_2019, at_hand
):
    *rest, last = august_2019.risks
    current = attrs.evolve(last.current, levels={"likelihood": 5, "impact": 5}, by="Board")
    edited = attrs.evolve(rest[0], current=attrs.evolve(rest[0].current, rationale="said anew"))
    later = attrs.evolve(august_2019, risks=(edited, *rest[1:], attrs.evolve(last, current=current)))
    moved = report_on(later, **at_hand, before=august_2019).moved
    assert moved.outcomes == (("reassessed", 1), ("stayed", len(rest)))
    continuing, changed = moved.tables
    assert continuing.rows[0][0] == last.ref
    assert [(row[0], row[-1]) for row in changed.rows] == [
        (last.ref, "current by"),
        (edited.ref, "current rationale"),
    ]


def test_the_map_shows_what_is_new_what_happened_and_what_is_expected(since_august):
    marked = marks(since_august)
    assert marked["SR5.1"] == "new ▽◁"
    assert marked["SR1.1"] == "▲◀ ▽◁"
    assert marked["SR4.2"] == "▶ △▷"
    assert marked["SR4.4"] == "▲▶ ▽◁"
    assert "SR2.2" not in marked
    legend = since_august.maps[0].drawn.legend
    assert [line[0] for line in legend] == list("!▲▼△▽▶◀▷◁")
    assert legend[1] == "▲ Likelihood increased"


def test_the_text_says_it_too(since_august):
    text = text_report(since_august)
    part = text.partition("\nWhat moved since 2019-08-13\n")[2].partition("\nAbove tolerance")[0]
    assert part.startswith("  New: 2. Closed: 1. Continuing: 13, of which 5 moved, 8 stayed.\n\nNew (2)\n")
    assert (
        "  SR5.1  Invented\n"
        "    Now: 14, Medium-high, above tolerance; Expected: ▽ likelihood down, ◁ impact down\n"
        "  SR5.2  Invented, not assessed\n"
        "    Now: not rated\n\nClosed (1)\n"
    ) in part
    assert "| SR1.1 ▲◀ ▽◁ |" in text
    assert "                 ◁ Impact expected to decrease\n" in text
    assert max(map(len, text.splitlines())) <= 101


def test_no_ref_is_torn_from_its_arrows_on_the_map_of_the_text(since_august):
    drawn = str(since_august.maps[0].drawn)
    cells = [part.strip() for line in drawn.splitlines() for part in line.split("|")[1:-1]]
    assert {"SR2.2 SR2.3", "SR3.4 ◁", "SR3.1 ▼ ▽◁", "SR4.2 ▶ △▷"} <= set(cells)


def test_what_cannot_be_compared_is_told_from_what_stayed(at_hand):
    def assessed(**levels):
        return Assessment(levels=levels, scheme="single")

    def edition(*levels):
        risks = (
            Risk(ref=f"R{n}", title="A", current=level if level is None else assessed(harm=level))
            for n, level in enumerate(levels, start=1)
        )
        return Register(ref="r", title="First", risks=tuple(risks))

    single = Scheme.formula(
        "single", version="1", title="S", source="test",
        factors=[Factor.numbered("harm", ["Little", "Great"])], formula=lambda harm: harm,
    )  # fmt: skip
    schemes = {"single": single}
    found = report_on(
        edition(1, 2, 1, None), **at_hand | {"schemes": schemes}, before=edition(1, 1, None, 1)
    ).moved
    assert found.title == "What moved since First"
    assert {ref: line["Moved"] for ref, line in by_ref(found.tables[0]).items()} == {
        "R1": "stayed (single has no factor likelihood or impact)",
        "R2": "moved (single has no factor likelihood or impact)",
        "R3": "not compared (in the earlier edition: not assessed)",
        "R4": "not compared (in the later: not assessed)",
    }
    assert by_ref(found.tables[0])["R3"]["Then"] == by_ref(found.tables[0])["R4"]["Now"] == "not rated"


def test_a_scheme_changed_for_one_risk_alone_is_named_although_others_keep_it(kit, august_2019, at_hand):
    first, *rest = august_2019.risks
    old = attrs.evolve(first, current=Assessment(levels={"likelihood": 2, "impact": 2}, scheme="cambs-2016"))
    mixed = attrs.evolve(august_2019, risks=(*rest, old))
    lines = by_ref(report_on(mixed, **at_hand, before=august_2019).moved.tables[0])
    assert lines["SR1.1"]["Then"] == "18, Medium-high, above tolerance under cambs-2019 2019-08"
    assert lines["SR3.4"]["Then"] == "14, Medium-high, above tolerance"


def test_an_edition_without_risks_has_all_of_them_new(august_2019, at_hand):
    empty = Register(ref="e", title="Empty")
    assert (
        report_on(august_2019, **at_hand, before=empty).moved.summary
        == "New: 14. Closed: none. Continuing: none."
    )
    text = text_report(report_on(empty, **at_hand, before=empty))
    assert (
        "\n\nWhat moved since Empty\n  New: none. Closed: none. Continuing: none.\n\nMade by govkit" in text
    )


def test_refs_that_two_risks_share_have_no_arrows(august_2019, at_hand):
    first, second, *_ = august_2019.risks
    shared = attrs.evolve(august_2019, risks=(first, attrs.evolve(second, ref=first.ref)))
    report = report_on(shared, **at_hand)
    assert marks(report) == {"SR1.1": "(one of 2)"}
    assert not report.maps[0].drawn.arrows
    with pytest.raises(RefMapError, match=r'the later edition has 2 risks "SR1\.1"'):
        report_on(shared, **at_hand, before=august_2019)


def test_a_map_without_an_edition_is_refused(august_2019, at_hand):
    with pytest.raises(ValueError, match="give that edition as before"):
        report_on(august_2019, **at_hand, ref_map=RefMap({}))
