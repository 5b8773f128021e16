"""The papers themselves, where they are at hand, against the registers that people wrote from them."""

import re
from bisect import bisect

import pytest
from cambs_papers.pack_2019 import divided
from cambs_papers.papers import PAPERS
from cambs_papers.rows import rows_of

from govkit import Toolkit
from govkit.io.register import structure

REGISTERS = {
    "audit log 2016": "audit-actions-2016",
    "register 2016": "cambs-2016",
    "framework 2017": "baf-2017",
}


@pytest.fixture(scope="module")
def written(registers):
    """Load the register that people wrote from a paper."""
    kit = Toolkit.installed()
    return lambda name: kit.load(registers / f"{name}.yaml")


@pytest.fixture(scope="module")
def outcome(paper):
    def read(what, part=None):
        text = paper(what)
        (kind,) = [each for each in PAPERS if each.sign.search(text)]
        return kind.outcome(text, part)

    return read


@pytest.fixture(scope="module")
def read(outcome):
    return lambda what, part=None: structure(outcome(what, part).data)


def levels(risk):
    return [
        None if each is None else (dict(each.levels), each.printed)
        for each in (risk.inherent, risk.current, risk.target)
    ]


# --------------------------------------------------------------------------------------------- recognising


def test_each_paper_is_recognised_by_one_reader_and_the_cover_paper_by_none(paper):
    assert {
        what: [kind.name for kind in PAPERS if kind.sign.search(paper(what))]
        for what in (*REGISTERS, "board pack 2019", "framework 2013")
    } == {
        "audit log 2016": ["cambs-audit-log-2016"],
        "register 2016": ["cambs-register-2016"],
        "framework 2017": ["cambs-framework-2017"],
        "board pack 2019": ["cambs-board-pack-2019"],
        "framework 2013": [],
    }


@pytest.mark.parametrize(
    ("what", "part", "entries"),
    [
        ("audit log 2016", None, 3),
        ("register 2016", None, 19),
        ("framework 2017", None, 15),
        ("board pack 2019", None, 24),
        ("board pack 2019", "register", 14),
        ("board pack 2019", "actions", 10),
    ],
)
def test_nothing_is_refused_and_nothing_unplaced(outcome, what, part, entries):
    made = outcome(what, part)
    assert (made.read, made.refused, made.unplaced) == (entries, (), ())


def test_of_the_paper_on_eu_exit_the_numbered_text_and_one_list_are_unplaced(outcome):
    made = outcome("board pack 2019", "plans")
    assert (made.read, made.refused) == (15, ())
    text = [remark.text for remark in made.unplaced if not re.match(r"\d\.\d ", remark.text)]
    assert (
        len(text) == 5
    )  # three teleconferences, a footnote, and the end of a paragraph that runs over a page


def test_what_of_the_pack_is_not_read_is_named(outcome, paper):
    made = outcome("board pack 2019")
    named = [re.findall(r"\d+", remark.text) for remark in made.noted if "not read" in remark.text]
    rows = rows_of(paper("board pack 2019"))
    of = divided(rows)
    unread = [row.line for row in rows if of.get(row.line) not in ("register", "actions")]
    first_page = [3, 5, 6, 16]
    assert unread == sorted(
        first_page
        + [
            row.line
            for row in rows
            for first, *last in named
            if int(first) <= row.line <= int((last or [first])[0])
        ]
    )


def test_the_board_meets_on_the_day_of_the_pack(read, written):
    (board,) = read("board pack 2019").bodies
    (meeting,) = board.meetings
    wanted = next(body for body in written("cambs-2019").bodies if body.title == board.title)
    assert board.kind == wanted.kind
    assert (meeting.on.first, meeting.time, meeting.venue, meeting.item, meeting.considers_register) in [
        (each.on.first, each.time, each.venue, each.item, each.considers_register) for each in wanted.meetings
    ]


# ----------------------------------------------------------------------------------------- register of 2016


def test_register_of_2016(read, written):
    made, wanted = read("register 2016"), written("cambs-2016")
    assert made.scheme == wanted.scheme
    assert [each.title for each in made.objectives] == [each.title for each in wanted.objectives]
    titles = [{each.ref: each.title for each in register.objectives} for register in (made, wanted)]
    for risk, expected in zip(made.risks, wanted.risks, strict=True):
        assert (risk.ref, levels(risk)) == (expected.ref, levels(expected))
        assert titles[0][risk.objective] == titles[1][expected.objective]
        assert risk.controls
        assert risk.statement.startswith(risk.title)


def test_each_sentence_of_the_controls_of_2016_is_one(read, paper):
    text = " ".join(re.sub(r"<[^>]*>", " ", paper("register 2016")).split())
    for risk in read("register 2016").risks:
        assert " ".join(control.title for control in risk.controls) in text
        assert f"{risk.statement} Before mitigating" in text


# ----------------------------------------------------------------------------------------- register of 2019


def test_register_of_2019(read, written):
    made, wanted = read("board pack 2019", "register"), written("cambs-2019")
    assert (made.scheme, made.edition.text) == (wanted.scheme, "August 2019")
    assert [each.title for each in made.objectives] == [each.title for each in wanted.objectives]
    titles = [{each.ref: each.title for each in register.objectives} for register in (made, wanted)]
    for risk, expected in zip(made.risks, wanted.risks, strict=True):
        assert (risk.ref, levels(risk)) == (expected.ref, levels(expected))
        for name in ("executive_lead", "senior_lead", "status", "status_date"):
            assert getattr(risk, name) == getattr(expected, name), risk.ref
        assert titles[0][risk.objective] == titles[1][expected.objective]


def test_four_risks_of_2019_have_no_future_rating(read):
    assert [risk.ref for risk in read("board pack 2019").risks if risk.target is None] == [
        "SR2.2",
        "SR2.3",
        "SR3.2",
        "SR4.1",
    ]


def test_numerals_and_pairings_of_2019(read, written):
    for risk, expected in zip(read("board pack 2019").risks, written("cambs-2019").risks, strict=True):
        pairs = []
        for each in (risk, expected):
            label = {control.ref: control.label for control in each.controls}
            pairs.append(
                (
                    [name for name in label.values() if name],
                    [(one.label, [label[ref] for ref in one.covers]) for one in each.assurances if one.label],
                )
            )
            assert all(one.label or not one.covers for one in each.assurances)
        assert pairs[0] == pairs[1], risk.ref


def test_deadlines_and_starts_of_2019_stand_as_written_and_in_order(read, written):
    for risk, expected in zip(read("board pack 2019").risks, written("cambs-2019").risks, strict=True):
        dates = [
            [(str(one.deadline), str(one.start)) for one in each.actions if one.deadline or one.start]
            for each in (risk, expected)
        ]
        assert dates[0] == dates[1], risk.ref


def test_dates_that_are_no_deadline_are_noted(outcome):
    noted = [
        remark.text for remark in outcome("board pack 2019").noted if "not as its deadline" in remark.text
    ]
    assert [text.split()[0] for text in noted] == ["2019/20", "19/20", "19/20", "2020/21"]


def test_numerals_without_a_control_are_noted(outcome):
    noted = [remark.text for remark in outcome("board pack 2019").noted if "no control bears" in remark.text]
    assert [re.findall(r"numeral (.*) of this", text) for text in noted] == [["v"], ["viii"], ["iv, v"]]


def test_items_that_bullets_or_numerals_part_are_as_many_as_people_counted(read, written):
    made, wanted = (
        {risk.ref: risk for risk in register.risks}
        for register in (read("board pack 2019"), written("cambs-2019"))
    )
    for ref, name in (("SR3.1", "causes"), ("SR3.1", "effects"), ("SR3.1", "controls"), ("SR3.1", "assurances"),
                      ("SR3.1", "actions"), ("SR3.2", "controls"), ("SR3.2", "assurances"), ("SR3.2", "actions"),
                      ("SR1.1", "controls"), ("SR1.1", "actions"), ("SR4.2", "controls"), ("SR4.2", "assurances")):  # fmt: skip
        assert len(getattr(made[ref], name)) == len(getattr(wanted[ref], name)), (ref, name)


def test_each_action_that_extraction_ran_together_is_noted_and_no_other(outcome, read, written):
    made = outcome("board pack 2019", "register")
    fewer = [
        risk.ref
        for risk, expected in zip(read("board pack 2019").risks, written("cambs-2019").risks, strict=True)
        if len(risk.actions) < len(expected.actions)
    ]
    assert fewer == ["SR3.3", "SR4.1", "SR4.2", "SR4.3", "SR4.4"]
    noted = [remark.start for remark in made.noted if "may be several" in remark.text]
    starts = [made.starts[f"/risks/{at}"] for at in range(len(made.data["risks"]))]
    assert [made.data["risks"][bisect(starts, each) - 1]["ref"] for each in noted] == fewer


def test_the_heat_map_agrees_and_the_remarks_are_kept(outcome, read):
    assert not [remark.text for remark in outcome("board pack 2019").noted if "heat map" in remark.text]
    notes = {risk.ref: risk.notes for risk in read("board pack 2019").risks if risk.notes}
    assert [(ref, text.split()[0]) for ref, text in notes.items()] == [
        ("SR1.1", "¹"),
        ("SR3.3", "Suggestion"),
    ]


def test_the_control_that_the_paper_cuts_short_is_noted(outcome):
    noted = [
        remark.text for remark in outcome("board pack 2019").noted if "ends in the middle" in remark.text
    ]
    assert noted == ["the last of the controls ends in the middle of a sentence"]


# ----------------------------------------------------------------------------------------------- action logs


@pytest.mark.parametrize(
    ("what", "part", "name"),
    [("board pack 2019", "actions", "board-actions-2019"), ("audit log 2016", None, "audit-actions-2016")],
)
def test_action_logs(read, written, what, part, name):
    made, wanted = read(what, part), written(name)
    for action, expected in zip(made.actions, wanted.actions, strict=True):
        assert action.address == expected.address
        for field in ("origin", "owner", "organisation", "start", "end", "deadline", "state"):
            assert getattr(action, field) == getattr(expected, field), (action.address, field)
        assert [update.date for update in action.updates] == [update.date for update in expected.updates]
        assert [bool(update.text) for update in action.updates] == [
            bool(update.text) for update in expected.updates
        ]
        assert (action.finding and action.finding.priority) == (
            expected.finding and expected.finding.priority
        )
    assert [area.ref for area in made.areas] == [area.ref for area in wanted.areas]
    assert [area.title.lower() for area in made.areas] == [area.title.lower() for area in wanted.areas]


def test_number_1_0_stands_twice_and_group_4_has_action_1_4(read, outcome):
    addresses = [action.address for action in read("board pack 2019", "actions").actions]
    assert [each for each in addresses if each.endswith("/1.0")] == ["2019-01-24/1.0", "2019-02-28/1.0"]
    assert [action.address for action in read("audit log 2016").actions] == ["1/1.1", "1/1.2", "4/1.4"]
    assert [remark.text for remark in outcome("audit log 2016").noted] == ["action 1.4 stands in area 4"]


# ---------------------------------------------------------------------------------- framework, and EU exit


def test_framework_of_2017(read, written):
    made, wanted = read("framework 2017"), written("baf-2017")
    assert made.edition == wanted.edition
    assert [(each.title, each.theme) for each in made.objectives] == [
        (each.title, each.theme) for each in wanted.objectives
    ]
    for objective, expected in zip(made.objectives, wanted.objectives, strict=True):
        assert [
            (
                priority.ref,
                [(each.ref, each.lead, each.delivery_lead, each.rag) for each in priority.activities],
            )
            for priority in objective.priorities
        ] == [
            (
                priority.ref,
                [(each.ref, each.lead, each.delivery_lead, each.rag) for each in priority.activities],
            )
            for priority in expected.priorities
        ]


def test_performance_update(outcome, read, written):
    made, wanted = read("board pack 2019", "performance"), written("performance-2019")
    assert [
        (each.ref, each.theme, [priority.ref for priority in each.priorities]) for each in made.objectives
    ] == [
        (each.ref, each.theme, [priority.ref for priority in each.priorities])
        for each in wanted.objectives
        if each.priorities
    ]
    figures = {
        (str(reading.period), reading.value, indicator.unit)
        for indicator in wanted.indicators
        for reading in (*indicator.readings, *([indicator.comparator] if indicator.comparator else []))
    }
    read_off = [
        (str(reading.period), reading.value, indicator.unit)
        for indicator in made.indicators
        for reading in indicator.readings
    ]
    assert len(read_off) == 6
    assert set(read_off) <= figures
    text = " ".join(remark.text for remark in outcome("board pack 2019", "performance").unplaced)
    for each in ("84.5%", "200 minutes", "10.3%", "12.1%", "3.9%", "2.8%", "12.9%", "17.1%"):
        assert each in text


def test_plans_against_eu_exit(read, written):
    made, wanted = read("board pack 2019", "plans"), written("eu-exit-2019")
    assert [(each.ref, each.title, each.covers_all, " ".join(each.areas)) for each in made.plans] == [
        (each.ref, each.title, each.covers_all, " ".join(each.areas)) for each in wanted.plans
    ]
    assert made.links == wanted.links
    assert (len(made.risks), len(made.objectives)) == (len(wanted.risks), len(wanted.objectives))
