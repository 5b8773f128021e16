"""The commands that say what follows from a register."""

import json
from importlib import metadata
from pathlib import Path

import pytest

from govkit import Toolkit

EXAMPLES = Path(__file__).parents[2] / "examples"
AUGUST_2019 = str(EXAMPLES / "registers" / "cambs-2019.yaml")
REGISTER_2016 = str(EXAMPLES / "registers" / "cambs-2016.yaml")
MAP = str(EXAMPLES / "maps" / "cambs-2016-to-2019.yaml")
DAY = ("--as-of", "2019-10-09")
GOVKIT = f"govkit {metadata.version('govkit')}"
MADE = f"\n\nMade by {GOVKIT} with the scheme cambs-2019 2019-08 ({GOVKIT})"


def plain(text):
    """A text as it would be without its line breaks."""
    return " ".join(text.split())


def sample(name):
    return str(EXAMPLES / "registers" / f"{name}.yaml")


@pytest.fixture
def json_of(govkit_):
    def call(*arguments):
        code, out, err = govkit_(*arguments, "--format", "json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return call


def test_baf_as_json(json_of):
    data = json_of("baf", AUGUST_2019, *DAY)
    assert [group["objective"]["ref"] for group in data["objectives"]] == [
        "public-engagement", "setting-direction", "resourcing", "being-accountable",
    ]  # fmt: skip
    risk = data["objectives"][2]["risks"][3]
    assert risk["ref"] == "SR3.4"
    assert risk["current"]["value"] == 14
    assert [[each["ref"] for each in control["assurances"]] for control in risk["controls"]] == [
        ["S1", "S2"],
        [],
        [],
        [],
    ]
    assert {"kind", "ref", "message"} == set(risk["gaps"][0])
    assert data["not_evaluated"] == [
        "whether assurances were received: the register records no date of receipt"
    ]


def test_baf_of_2017_shows_eleven_priorities_with_blank_rag(json_of, govkit_):
    data = json_of("baf", sample("baf-2017"), *DAY)
    offenders = next(g["objective"] for g in data["objectives"] if g["objective"]["ref"] == "offenders")
    activities = [each for priority in offenders["priorities"] for each in priority["activities"]]
    assert (len(offenders["priorities"]), len(activities)) == (11, 15)
    assert {each["rag"] for each in activities} == {None}
    _, out, _ = govkit_("baf", sample("baf-2017"), *DAY)
    assert "Gaps: none found, see what is not evaluated" in out
    assert "\nnot evaluated: whether risks name the objectives: the register records no risk\n" in out
    assert out.count("RAG blank") == 15


def test_baf_as_text(govkit_):
    code, out, _ = govkit_("baf", AUGUST_2019, *DAY)
    assert code == 0
    assert (
        "  SR3.4  Senior posts not filled, supported or challenged (14, Medium-high, above tolerance)" in out
    )
    assert "    4 controls, 1 assured; 1 action\n" in out
    assert out.endswith(
        "\n\nnot evaluated: whether assurances were received: the register records no date of receipt"
        f"{MADE}.\n"
    )


def test_baf_of_risks_without_an_objective(govkit_, json_of, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text("register: r\ntitle: T\nrisks: [{ref: R1, title: A}]\n")
    assert json_of("baf", str(file), *DAY)["objectives"][0]["objective"] is None
    assert "(no objective)\n  R1  A (not rated)" in govkit_("baf", str(file), *DAY)[1]
    file.write_text("register: r\ntitle: T\n")
    assert govkit_("baf", str(file), *DAY)[1] == (f"T, as of 2019-10-09\nGaps: none\n\nMade by {GOVKIT}.\n")


def test_escalations(govkit_, json_of):
    data = json_of("escalations", AUGUST_2019, *DAY)["escalations"]
    assert [each["ref"] for each in data] == ["SR1.1", "SR3.1", "SR3.2", "SR3.4", "SR4.4"]
    assert data[0]["to"] == "the relevant Executive Board"
    assert (data[0]["since"], data[0]["missed"], data[0]["accepted"]) == ("2019-08-13", None, False)
    out = govkit_("escalations", AUGUST_2019, *DAY)[1]
    assert out.count("whether it was reported is not recorded") == 5
    assert govkit_("escalations", REGISTER_2016, *DAY)[1] == "nothing is above tolerance\n"


def test_escalations_say_of_which_risks_nobody_can_tell(govkit_, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text(
        "register: r\ntitle: T\nscheme: cambs-2018\n"
        "risks: [{ref: R1, title: A, current: {levels: {likelihood: 1, impact: 1}}}, {ref: R2, title: B}]\n"
    )
    code, out, err = govkit_("escalations", str(file), *DAY)
    assert (code, err) == (2, "")
    assert out.splitlines() == [
        "nothing that is rated is above tolerance",
        'not evaluated: R1 could not be rated: the scheme "cambs-2018" is not loaded; did you mean "cambs-2019"?',
        "not assessed: R2",
    ]


def test_escalations_say_accepted_reported_missed_and_lapsed(govkit_, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text(
        """register: r
title: T
scheme: cambs-2019
bodies: [{ref: b, title: Board, kind: board, escalates: true}]
risks:
  - {ref: R1, title: A, current: &x {levels: {likelihood: 5, impact: 5}}}
""".replace("&x ", "")
        + """  - ref: R2
    title: B
    current: {levels: {likelihood: 5, impact: 4}}
    acceptances: [{by: PCC, 'on': 1 May 2019, until: 31 May 2020, why: unaffordable}]
  - ref: R3
    title: C
    current: {levels: {likelihood: 4, impact: 4}}
    acceptances: [{by: PCC, 'on': 1 May 2018, until: 31 May 2019, why: unaffordable}]
    reports: [{to: b, 'on': 1 June 2019}]
"""
    )
    lines = govkit_("escalations", str(file), *DAY)[1].splitlines()
    assert lines[1].startswith(
        "  to Board (the band says: the relevant Executive Board), since a day nobody recorded: "
    )
    assert lines[2::3] == [
        "  it should have been reported",
        "  accepted",
        "  reported on 1 June 2019; its acceptance ended on 31 May 2019",
    ]


UNRATED = """register: r
title: T
scheme: cambs-2019
bodies: [{ref: b, title: Board, kind: board, escalates: true, leads: [OPCC]}]
review: quarterly
edition: 1 September 2019
risks:
  - {ref: L1, title: A, current: {levels: {likelihood: 5}},
     assurances: [{ref: S1, title: S, source: internal, line: 1, covers: [C1]}], controls: [{ref: C1, title: C}]}
  - {ref: L2, title: B}
"""
MISSPELT = UNRATED.replace("cambs-2019", "cambs-2091")


def test_escalations_say_what_could_not_be_rated_and_exit_with_2(govkit_, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text(UNRATED)
    code, out, err = govkit_("escalations", str(file), *DAY)
    assert (code, err) == (2, "")
    assert out.splitlines() == [
        "nothing that is rated is above tolerance",
        "not evaluated: L1 could not be rated: no level is given for impact",
        "not assessed: L2",
    ]
    code, out, _ = govkit_("escalations", str(file), *DAY, "--format", "json")
    data = json.loads(out)
    assert code == 2
    assert data["not_evaluated"] == [{"ref": "L1", "title": "A", "reason": "no level is given for impact"}]
    assert (data["escalations"], data["not_assessed"]) == ([], ["L2"])


@pytest.mark.parametrize("command", ["escalations", "baf"])
def test_a_scheme_that_is_not_there_is_told_whatever_the_reason(govkit_, tmp_path, command):
    file = tmp_path / "r.yaml"
    file.write_text(MISSPELT)
    code, out, _ = govkit_(command, str(file), *DAY)
    assert code == 2
    assert 'could not be rated: the scheme "cambs-2091" is not loaded' in out
    file.write_text(UNRATED.replace("scheme: cambs-2019\n", ""))
    code, out, _ = govkit_(command, str(file), *DAY)
    assert code == 2
    assert "L1 " in out
    assert "could not be rated: no scheme is named, neither by the assessment nor by the register" in out


def test_baf_does_not_evaluate_what_hangs_on_a_rating_that_is_missing(govkit_, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text(UNRATED)
    said = "whether L1 needs independent assurance: it could not be rated: no level is given for impact"
    code, out, _ = govkit_("baf", str(file), *DAY)
    assert (code, f"\nnot evaluated: {said}\n" in out) == (2, True)
    code, out, _ = govkit_("baf", str(file), *DAY, "--format", "json")
    assert (code, said in json.loads(out)["not_evaluated"]) == (2, True)


def test_a_review_whose_band_is_not_known_says_so(govkit_, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text(UNRATED)
    code, out, _ = govkit_("calendar", str(file), *DAY)
    assert code == 2
    assert (
        "quarterly by the register, its band not being known, counted from the edition of 1 September 2019"
        in out
    )
    assert out.endswith("not evaluated: the rating of L1: no level is given for impact\n")
    code, out, _ = govkit_("calendar", str(file), *DAY, "--format", "json")
    (unrated,) = json.loads(out)["not_evaluated"]
    assert code == 2
    assert (unrated["ref"], unrated["reason"]) == ("L1", "no level is given for impact")


def test_escalations_say_which_body_takes_it_and_which_way_the_band_sends_it(govkit_, json_of, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text(
        """register: r
title: T
scheme: cambs-2019
bodies: [{ref: b, title: Board of Trustees, kind: board, escalates: true, leads: [OPCC]}]
risks:
  - {ref: R1, title: A, executive_lead: OPCC, current: {levels: {likelihood: 5, impact: 5}}}
  - {ref: R2, title: B, executive_lead: Finance, current: {levels: {likelihood: 4, impact: 5}}}
"""
    )
    lines = govkit_("escalations", str(file), *DAY)[1].splitlines()
    assert lines[1].startswith("  to Board of Trustees (the band says: the relevant Executive Board), since")
    assert lines[4].startswith("  to the relevant Executive Board, since")
    route = "no body of the register takes risks led by Finance; the band sends it to the relevant Executive Board"
    assert lines[5] == f"  {route}"
    data = json_of("escalations", str(file), *DAY)["escalations"]
    assert [(each["to"], each["band_says"], each["route"]) for each in data] == [
        ("Board of Trustees", "the relevant Executive Board", None),
        ("the relevant Executive Board", None, route),
    ]
    for ref, said in (
        ("R1", "To Board of Trustees (the band says: the relevant Executive Board), since"),
        ("R2", f"N{route[1:]}."),
    ):
        assert said in " ".join(govkit_("explain", str(file), ref, *DAY)[1].split())


def test_escalations_name_acceptances_that_do_not_hold(govkit_, json_of, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text(
        """register: r
title: T
scheme: cambs-2019
risks:
  - ref: R1
    title: A
    current: {levels: {likelihood: 5, impact: 5}}
    acceptances:
      - {'on': 1 May 2019, until: 31 May 2020, why: unaffordable}
      - {by: PCC, 'on': 1 May 2019, until: 30 April 2019, why: unaffordable}
"""
    )
    whys = [
        "lacks an authority (by) and is not in force",
        "was to end on 30 April 2019, before it began on 1 May 2019, and never held",
    ]
    told = "; ".join(f"its acceptance {why}" for why in whys)
    assert govkit_("escalations", str(file), *DAY)[1].splitlines()[-1] == (
        f"  whether it was reported is not recorded; {told}"
    )
    assert json_of("escalations", str(file), *DAY)["escalations"][0]["not_in_force"] == whys
    out = govkit_("explain", str(file), "R1", *DAY)[1]
    assert "Its acceptance lacks an authority (by) and is not in force." in " ".join(out.split())


def test_explain_says_that_a_rating_is_missing_where_it_matters(govkit_, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text(UNRATED)
    out = govkit_("explain", str(file), "L1", *DAY)[1]
    assert (
        "Where it goes\n  Whether it goes anywhere is not evaluated: it could not be rated: no level is given for impact.\n"
        in out
    )


def test_explain_tells_ends_of_acceptances_and_assurances_and_what_has_no_day(govkit_, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text(
        """register: r
title: T
scheme: cambs-2019
review: quarterly
risks:
  - ref: R1
    title: A
    current: {levels: {likelihood: 5, impact: 5}}
    acceptances: [{by: PCC, 'on': 1 May 2019, until: 31 May 2020, why: unaffordable}]
    assurances: [{ref: S1, title: S, expires: June 2019}]
"""
    )
    out = govkit_("explain", str(file), "R1", *DAY)[1]
    for line in (
        "  Assurance R1/S1 expired on 2019-06-30: to be relied on until June 2019.",
        "  Acceptance ends on 2020-05-31: accepted by PCC until 31 May 2020.",
        "  Review has no day: no date of a last review or assessment is recorded.",
    ):
        assert f"{line}\n" in out


RECEIVED = """
register: r
title: T
scheme: cambs-2019
risks:
  - ref: R1
    title: A
    current: {levels: {likelihood: 5, impact: 5}}
    controls: [{ref: C1, title: Lock}, {ref: C2, title: Key}]
    assurances:
      - {ref: S1, title: Audit, source: external, covers: [C1], received: October 2019, notes: by drone}
      - {ref: S2, title: Walk, source: internal, covers: [C2], received: 1 May 2019}
"""


def test_an_assurance_received_this_month_is_perhaps_no_evidence(tmp_path, govkit_, json_of):
    file = tmp_path / "received.yaml"
    file.write_text(RECEIVED)
    doubt = 'is dated "October 2019" and may not have been received'
    told = f"received October 2019; perhaps no evidence, as it {doubt}"
    _, out, _ = govkit_("baf", str(file), *DAY)
    assert "2 controls, 1 assured, 1 perhaps" in out
    assert told in plain(out)
    assert "not evaluated: whether R1/S1 counts" in out
    _, out, _ = govkit_("explain", str(file), "R1", *DAY)
    assert f"{told}; by drone" in plain(out)
    framework = json_of("baf", str(file), *DAY)["objectives"][0]["risks"][0]
    for risk in (framework, json_of("explain", str(file), "R1", *DAY)):
        one, other = (control["assurances"][0] for control in risk["controls"])
        assert [(each["lapsed"], each["doubt"]) for each in (one, other)] == [(None, doubt), (None, None)]


def test_a_meeting_of_a_month_is_told_as_it_is_written(tmp_path, govkit_, json_of):
    file = tmp_path / "meets.yaml"
    low = "levels: {likelihood: 1, impact: 1}"
    file.write_text(
        "register: r\ntitle: T\nreview: quarterly\nscheme: cambs-2019\n"
        "bodies: [{ref: b, title: Board, kind: board, meetings: [{on: November 2019}]}]\n"
        f"risks:\n  - {{ref: R1, title: A, current: {{{low}, date: July 2019}}}}\n"
        f"  - {{ref: R2, title: B, current: {{{low}}}}}\n  - {{ref: R2, title: C, current: {{{low}}}}}\n"
    )
    assert govkit_("calendar", str(file), *DAY)[1] == (
        "2019-10-31  review  R1  Board, November 2019  quarterly by the register, last assessed in July 2019\n"
        "no day: review R2: no date of a last review or assessment is recorded\n"
    )
    (one,) = json_of("calendar", str(file), *DAY)["calendar"]
    assert (one["meeting"], one["meets"]) == ("2019-11-30", "November 2019")


def test_baf_counts_no_control_as_assured_by_what_has_expired(govkit_, json_of, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text(
        """register: r
title: T
risks:
  - ref: R1
    title: A
    controls: [{ref: C1, title: Lock}]
    assurances: [{ref: S1, title: Audit, covers: [C1], received: 1 May 2018, expires: 1 May 2019}]
"""
    )
    out = govkit_("baf", str(file), *DAY)[1]
    assert "    1 control, 0 assured, 1 with lapsed assurance\n" in out
    assert (
        "      S1  Audit (received 1 May 2018; expires 1 May 2019; no evidence, as it expired on 1 May 2019)\n"
        in out
    )
    assert '    gap: R1/C1: no assurance that covers "Lock" counts: "Audit" expired on 1 May 2019\n' in out
    (risk,) = json_of("baf", str(file), *DAY)["objectives"][0]["risks"]
    assert [each["lapsed"] for each in risk["controls"][0]["assurances"]] == ["expired on 1 May 2019"]
    assert [gap["kind"] for gap in risk["gaps"]] == ["assurance lapsed", "assurance expired"]


def test_calendar(govkit_, json_of):
    data = json_of("calendar", AUGUST_2019, *DAY)["calendar"]
    report = next(each for each in data if each["kind"] == "report")
    assert report["meeting"] == "2019-11-21"
    assert report["body"] == "Joint Audit Committee"
    assert sum(each["overdue"] for each in data) == 4
    out = govkit_("calendar", AUGUST_2019, *DAY)[1]
    assert out.splitlines()[0].startswith("2018-12-31 overdue  action  SR3.1/A2")
    assert govkit_("calendar", sample("baf-2017"), *DAY)[1] == "none\n"


def test_calendar_lists_what_has_no_day_at_the_end_once_per_reason(govkit_, json_of):
    *_, none, open_ended = govkit_("calendar", AUGUST_2019, *DAY)[1].splitlines()
    assert none.startswith("no day: action SR1.1/A2, SR1.1/A4, ")
    assert none.endswith("SR4.5/A2: no deadline is recorded")
    assert open_ended == (
        "no day: action SR4.1/A1, SR4.1/A2, SR4.3/A1, SR4.4/A1: "
        'the deadline "ongoing" is open-ended and has no last day'
    )
    undated = json_of("calendar", AUGUST_2019, *DAY)["undated"]
    assert len(undated) == 43
    assert undated[0] == {
        "kind": "action",
        "ref": "SR1.1/A2",
        "title": "Public Service Board to look at joint risks as public bodies shrink together",
        "why": "no deadline is recorded",
    }


def test_indicators(govkit_, json_of, tmp_path):
    data = json_of("indicators", sample("performance-2019"))["indicators"]
    satisfaction = next(each for each in data if each["ref"] == "satisfaction")
    assert satisfaction["value"] == 79.4
    assert satisfaction["sample"] == 1187
    assert satisfaction["interval"] == [77.01, 81.6]
    assert (satisfaction["trend"], satisfaction["rag"]) == ("steady", None)
    out = govkit_("indicators", sample("performance-2019"))[1]
    assert "  RAG not evaluated, trend steady\n" in out
    assert ": no figure\n" in out
    assert govkit_("indicators", REGISTER_2016)[1] == "none\n"


def test_indicators_say_where_nobody_knows_which_figure_is_the_latest(govkit_, json_of, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text(
        """register: r
title: T
indicators:
  - {ref: i, title: I, unit: days, readings: [{period: June 2019, value: 9}, {period: June 2019, value: 12}]}
"""
    )
    assert (
        govkit_("indicators", str(file))[1].splitlines()[0] == "i  I: no telling which figure is the latest"
    )
    (data,) = json_of("indicators", str(file))["indicators"]
    assert (data["value"], data["trend"], data["rag"]) == (None, None, None)
    assert data["untold"] == 'which reading is the latest is not known: two are of "June 2019"'


def test_diff_is_a_contract(govkit_, json_of):
    data = json_of("diff", REGISTER_2016, AUGUST_2019, "--map", MAP)
    assert list(data) == [
        "new", "closed", "moved", "changed", "rewritten", "standing_still", "unmapped_in_both", "plugins",
    ]  # fmt: skip
    assert data["unmapped_in_both"] == []
    assert data["standing_still"] == []
    assert data["closed"] == ["R1.2", "R2.1", "R2.5", "R3.2", "R3.7"]
    assert data["moved"][0] == {
        "ref": "SR1.1", "before": "R1.1", "likelihood": None, "impact": None,
        "expected_likelihood": "down", "expected_impact": "down", "cause": "change of scheme",
        "not_compared": "change of scheme",
    }  # fmt: skip
    out = govkit_("diff", REGISTER_2016, AUGUST_2019, "--map", MAP)[1]
    assert out.startswith("new: none\nclosed: R1.2 R2.1 R2.5 R3.2 R3.7\n")
    assert "R1.1 → SR1.1  not comparable (change of scheme), expected ▽◁\n" in out


def test_diff_of_one_register_draws_arrows(govkit_, tmp_path):
    later = tmp_path / "later.yaml"
    text = Path(AUGUST_2019).read_text()
    old = "current: {levels: {likelihood: 3, impact: 4}, printed: 18}"
    assert old in text
    later.write_text(text.replace(old, "current: {levels: {likelihood: 4, impact: 3}, printed: 17}", 1))
    lines = govkit_("diff", AUGUST_2019, str(later))[1].splitlines()
    assert lines[:5] == [
        "new: none", "closed: none", "SR1.1  ▲◀ (levels changed), expected ▽◁",
        "  changed: current.levels, current.printed", "SR2.1  stayed",
    ]  # fmt: skip


def test_diff_says_why_two_ratings_are_not_compared(govkit_, json_of, tmp_path):
    before, after = tmp_path / "before.yaml", tmp_path / "after.yaml"
    before.write_text(UNRATED)
    after.write_text(MISSPELT)
    lines = govkit_("diff", str(before), str(after))[1].splitlines()
    assert lines[2].startswith(
        "L1  not comparable (in the earlier edition: no level is given for impact; in the later: the scheme"
    )
    assert lines[3] == "  changed: current.scheme"
    assert lines[4] == f"L2  not comparable ({NOT_ASSESSED})"
    (_, other) = json_of("diff", str(before), str(after))["moved"]
    assert (other["cause"], other["not_compared"]) == (None, NOT_ASSESSED)


def test_diff_says_that_a_scheme_has_no_likelihood(govkit_, tmp_path):
    before, after = tmp_path / "before.yaml", tmp_path / "after.yaml"
    text = "register: r\ntitle: T\nscheme: fmea-rpn\nrisks: [{ref: R1, title: A, current: {levels: {severity: 2, occurrence: 2, detection: 2}}}]\n"
    before.write_text(text)
    after.write_text(text.replace("severity: 2", "severity: 9"))
    why = "fmea-rpn has no factor likelihood or impact"
    assert (
        govkit_("diff", str(before), str(after))[1].splitlines()[2]
        == f"R1  not comparable (levels changed; {why})"
    )
    assert govkit_("diff", str(before), str(before))[1].splitlines()[2] == f"R1  not comparable ({why})"


def test_diff_says_where_a_likelihood_stands_still_while_an_indicator_worsens(govkit_, json_of, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text(
        """register: r
title: T
scheme: cambs-2019
indicators:
  - {ref: i, title: Satisfied, unit: points, direction: up, risks: [R1],
     readings: [{period: May 2019, value: 8}, {period: June 2019, value: 7}]}
risks: [{ref: R1, title: A, current: {levels: {likelihood: 2, impact: 2}}}]
"""
    )
    why = (
        "It went from 8, May 2019, to 7, June 2019; without a sample any difference counts. "
        "No target is recorded, so it has no status."
    )
    assert json_of("diff", str(file), str(file))["standing_still"] == [
        {"ref": "R1", "indicator": "i", "explanation": why}
    ]
    assert govkit_("diff", str(file), str(file))[1].splitlines()[2:] == [
        "R1  stayed",
        f'R1  likelihood stands still while "Satisfied" worsens: {why}',
    ]


@pytest.mark.parametrize("content", ["R1.1: [SR1.1]", "- R1.1", None])
def test_a_map_that_is_none_is_refused(govkit_, tmp_path, content):
    file = tmp_path / "map.yaml"
    if content:
        file.write_text(content)
    code, out, err = govkit_("diff", REGISTER_2016, AUGUST_2019, "--map", str(file))
    assert (code, out) == (2, "")
    assert err.startswith(f"govkit: {file} was not loaded: 1 problem\n")


def test_a_map_that_names_what_is_not_there_is_refused(govkit_, tmp_path):
    file = tmp_path / "map.yaml"
    file.write_text("R9.9: SR1.1")
    code, _, err = govkit_("diff", REGISTER_2016, AUGUST_2019, "--map", str(file))
    assert code == 2
    assert err.splitlines() == [
        f"govkit: the ref map {file} cannot be used: 1 problem",
        f'  {file}:1:7: the earlier edition has no risk "R9.9"',
    ]


@pytest.mark.parametrize("command", [("diff", REGISTER_2016, AUGUST_2019), ("explain", AUGUST_2019, "SR1.1", "--before", REGISTER_2016)])  # fmt: skip
def test_a_map_that_is_not_one_to_one_is_refused_with_every_fault_and_its_place(govkit_, tmp_path, command):
    file = tmp_path / "map.yaml"
    file.write_text("R1.1: SR1.1\nR1.2: SR1.1\nR2.1: SR9.9\n")
    code, _, err = govkit_(*command, "--map", str(file))
    assert code == 2
    assert err.splitlines() == [
        f"govkit: the ref map {file} cannot be used: 2 problems",
        f'  {file}:2:7: "SR1.1" continues R1.1 and R1.2',
        f'  {file}:3:7: the later edition has no risk "SR9.9"',
    ]


def test_every_later_ref_that_is_none_is_named_with_its_place(govkit_, tmp_path):
    file = tmp_path / "map.yaml"
    file.write_text("R1.1: 1.1\nR1.2: SR1.1\nR2.1: [SR2.1]\n")
    assert govkit_("diff", REGISTER_2016, AUGUST_2019, "--map", str(file))[2] == (
        f"govkit: {file} was not loaded: 2 problems\n"
        f"  {file}:1:7: /R1.1: one later ref is due here, not the number 1.1; put it in quotes\n"
        f"  {file}:3:7: /R2.1: one later ref is due here, not a list; write SR2.1 without brackets\n"
    )


def test_explain_tells_a_risks_story(govkit_):
    code, out, _ = govkit_("explain", AUGUST_2019, "SR3.1", *DAY, "--before", REGISTER_2016, "--map", MAP)
    assert code == 0
    for part in (
        "Leads: OPCC, Chief Finance Officers",
        "Current: 18, Medium-high, above tolerance",
        "To the relevant Executive Board, since 13/08/2019.",
        "Review due on 2019-11-13: quarterly by the register",
        "SR3.1/C9: no assurance covers",
        "GKACT003 SR3.1/A2:",
        "R3.1 → SR3.1  not comparable (change of scheme), expected ▽◁",
        "Changed: statement,",
    ):
        assert part in out


def test_explain_tells_a_gap_once_and_what_no_gap_tells_too(govkit_):
    out = plain(govkit_("explain", AUGUST_2019, "SR3.4", *DAY)[1])
    assert out.count("no assurance covers") == 3
    assert out.count("no assurance is recorded as external or third-line") == 1
    assert "GKASR" not in out
    assert "GKREV001 SR3.4: its review was due on 2019-11-13" in plain(
        govkit_("explain", AUGUST_2019, "SR3.4", "--as-of", "2019-11-14")[1]
    )


NOT_ASSESSED = "in the earlier edition: not assessed; in the later: not assessed"


def test_explain_a_quiet_new_risk(govkit_, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text(
        """register: r
title: T
risks:
  - ref: R1
    title: A
    executive_lead: OPCC
    controls: [{ref: C1, title: C}]
    assurances: [{ref: S1, title: S, covers: [C1], received: May 2019}]
"""
    )
    out = govkit_("explain", str(file), "R1", *DAY, "--before", REGISTER_2016)[1]
    assert "Current: not assessed" in out
    assert "Nowhere in particular, and no review is due." in out
    assert "Nothing that govkit can see." in out
    made = f"\n\nMade by {GOVKIT} with the rules of {GOVKIT}.\n"
    assert out.endswith(f"What moved\n  It is new in this edition.{made}")
    out = govkit_("explain", str(file), "R1", *DAY, "--before", str(file))[1]
    assert out.endswith(f"What moved\n  R1  not comparable ({NOT_ASSESSED}){made}")


def test_explain_a_rule(govkit_):
    out = govkit_("explain", "duplicate-ref")[1]
    assert out.startswith("GKREF001 duplicate-ref (error)\n\nA reference stands twice among its like.")
    assert govkit_("explain", "GKREF001")[1] == out
    code, _, err = govkit_("explain", "duplicat-ref")
    assert (code, err) == (
        2,
        'govkit: there is no rule "duplicat-ref"; did you mean "duplicate-ref"? (govkit rules lists them all)\n',
    )


def test_explain_an_unknown_risk(govkit_):
    code, _, err = govkit_("explain", AUGUST_2019, "SR9.9")
    assert code == 2
    assert err.startswith(f'govkit: there is no risk "SR9.9" in {AUGUST_2019}; did you mean')


def test_explain_without_an_earlier_edition_says_nothing_of_movement(govkit_):
    code, out, _ = govkit_("explain", AUGUST_2019, "SR3.4", *DAY)
    assert code == 0
    assert "What moved" not in out
    lifecycle = f"the lifecycle action {Toolkit.installed().workflows['action'].version} ({GOVKIT})"
    assert plain(out).endswith(f"{plain(MADE)}, {lifecycle} and the rules of {GOVKIT}.")


@pytest.mark.parametrize("command", [("rate", AUGUST_2019), ("diff", REGISTER_2016, AUGUST_2019)])  # fmt: skip
def test_commands_that_look_at_no_day_take_one_all_the_same(json_of, command):
    assert json_of(*command, "--as-of", "2010-01-01") == json_of(*command, *DAY)


@pytest.mark.parametrize("command", ["baf", "escalations", "calendar", "indicators", "sweep"])
def test_json_says_which_plugins_were_loaded(json_of, command):
    *_, (last, plugins) = json_of(command, AUGUST_2019, *DAY).items()
    assert last == "plugins"
    assert [each["name"] for each in plugins] == [each.name for each in Toolkit.installed().plugins]
    assert {f"{each['distribution']} {each['version']}" for each in plugins} == {GOVKIT}


PAST = """register: r
title: T
scheme: cambs-2019
review: monthly
bodies: [{ref: b, title: Board, kind: board, escalates: true}]
risks:
  - ref: R1
    title: A
    current: {levels: {likelihood: 5, impact: 5}, date: 2019-08-01}
    acceptances: [{by: PCC, 'on': 1 May 2019, until: 31 May 2019, why: unaffordable}, {why: later}]
    assurances: [{ref: S1, title: S, expires: June 2019}]
    reports: [{to: b}]
"""


def test_what_is_past_is_told_as_past(govkit_, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text(PAST)
    out = plain(govkit_("explain", str(file), "R1", *DAY)[1])
    for said in (
        "Review was due on 2019-09-01: monthly",
        "Acceptance ended on 2019-05-31: accepted by PCC",
        "Assurance R1/S1 expired on 2019-06-30",
        "- later (lacks an authority (by), a first day (on), a last day (until) and is not in force)",
        "Whether it should have been reported to Board is not known: the report of it has no day that is recorded.",
    ):
        assert said in out
    lines = [line.split()[:3] for line in govkit_("calendar", str(file), *DAY)[1].splitlines()[:3]]
    assert lines == [
        ["2019-05-31", "ended", "acceptance"],
        ["2019-06-30", "expired", "assurance"],
        ["2019-09-01", "overdue", "review"],
    ]


def test_what_is_only_written_differently_is_said_so(govkit_, json_of, tmp_path):
    before, after = tmp_path / "before.yaml", tmp_path / "after.yaml"
    before.write_text(PAST)
    after.write_text(PAST.replace("2019-08-01", "1 August 2019"))
    out = govkit_("diff", str(before), str(after))[1]
    assert out.endswith("\n  only written differently: current.date\n")
    story = ("explain", str(after), "R1", "--before", str(before), *DAY)
    assert "Only written differently: current.date." in govkit_(*story)[1]
    assert json_of(*story)["moved"]["rewritten"] == ["current.date"]


def test_figures_of_periods_that_are_not_over_are_no_figures_yet(govkit_):
    out = govkit_("indicators", sample("performance-2019"), "--as-of", "2010-01-01")[1]
    assert ": no figure\n" in out
    assert "Not over by 2010-01-01, and left out: 12 months ending June 2019" in out
