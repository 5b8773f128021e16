"""``govkit explain``: everything a register holds about a risk, and ways out of what is asked amiss."""

import json
from pathlib import Path

import pytest

from govkit import Toolkit
from govkit.cli.app import run
from govkit.report.story import story_of
from govkit.report.story_text import story_text

STORIES = Path(__file__).parent / "stories"
REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
DAY = ("--as-of", "2019-10-09")
FILE = "fenshire.yaml"


@pytest.fixture
def explain(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path(FILE).write_text((STORIES / FILE).read_text(encoding="utf-8"), encoding="utf-8")

    def explain(*arguments):
        code = run(["explain", *arguments])
        return code, *capsys.readouterr()

    return explain


@pytest.fixture
def of_l1(explain):
    code, out, err = explain(FILE, "L1", *DAY, "--before", FILE, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_whole_story(explain):
    code, out, err = explain(FILE, "L1", *DAY, "--before", FILE)
    assert (code, err) == (0, "")
    story, made = out.split("\n\nMade by ")
    assert f"{story}\n" == (STORIES / "fenshire-L1.txt").read_text(encoding="utf-8")
    assert "the scheme cambs-2016 2016" in " ".join(made.split())
    assert max(map(len, out.splitlines())) <= 100


def test_of_what_is_empty_nothing_is_said(explain):
    code, out, _ = explain(FILE, "L2", *DAY)
    assert code == 0
    assert [line for line in out.splitlines() if line and not line.startswith(" ")][:5] == [
        "L2  Bare", "Current: not assessed", "Controls (1)", "Where it goes", "What is missing",
    ]  # fmt: skip


def test_a_risk_that_is_nothing_but_a_title_has_no_section_of_its_own(explain):
    Path("bare.yaml").write_text("register: r\ntitle: T\nrisks: [{ref: R, title: A}]\n")
    assert "Controls" not in explain("bare.yaml", "R", *DAY)[1]


def test_the_state_is_what_it_is_by_the_day(explain):
    assert "overdue since 2019-10-02; Engineer" in explain(FILE, "L1", "--as-of", "2019-10-02")[1]
    assert "    open; Engineer, County" in explain(FILE, "L1", "--as-of", "2019-10-01")[1]


def test_an_objective_that_is_not_there_is_said(explain):
    file = Path(FILE)
    file.write_text(file.read_text().replace("objective: safe", "objective: sound"))
    assert "\nObjective: sound, which the register does not hold\n" in explain(FILE, "L1", *DAY)[1]
    data = json.loads(explain(FILE, "L1", *DAY, "--format", "json")[1])
    assert data["objective"] == {"ref": "sound", "title": None}


def test_items_with_lifecycles_tell_their_states_and_events(explain):
    file = Path(FILE)
    event = "{kind: assurance, ref: L1/S1, trigger: withdraw, from: planned, to: withdrawn, effective: 2019-05-01, recorded: 2019-05-01}"
    seen = "{kind: review, ref: L1/review, trigger: begin, from: due, to: under-review, effective: 2019-08-01, recorded: 2019-08-01}"
    text = file.read_text().replace("notes: by drone", f"state: withdrawn\n        events: [{event}]")
    file.write_text(text.replace("notes: with the panel", f"events: [{seen}]"))
    out = explain(FILE, "L1", *DAY)[1]
    assert "state withdrawn; no evidence, as it was withdrawn on 2019-05-01" in " ".join(out.split())
    assert "\n      withdraw, planned → withdrawn since 2019-05-01\n" in out
    assert (
        "\nReview\n  Last on 1 August 2019. State: under-review.\n  begin, due → under-review since 2019-08-01\n"
        in out
    )
    data = json.loads(explain(FILE, "L1", *DAY, "--format", "json")[1])
    assert data["controls"][0]["assurances"][0]["state"] == "withdrawn"
    assert data["controls"][0]["assurances"][0]["events"][0]["trigger"] == "withdraw"
    assert data["review"]["events"][0]["to"] == "under-review"


REASSESSED = """
register: r
title: T
scheme: cambs-2019
risks:
  - ref: R1
    title: A
    current: {levels: {likelihood: 5, impact: 5}, date: November 2019}
    target: {levels: {likelihood: 1, impact: 1}, date: 1 November 2019}
    earlier:
      - phase: current
        until: 2019-03-01
        assessment: {scheme: cambs-2019, levels: {likelihood: 1, impact: 2}, date: 2019-01-01}
      - phase: current
        until: 2019-11-30
        assessment: {scheme: cambs-2019, levels: {likelihood: 3, impact: 4}, date: 1 March 2019, by: Clerk}
"""


def test_what_was_in_force_on_the_day_is_told_and_what_came_later_beside_it(explain):
    Path("reassessed.yaml").write_text(REASSESSED)
    _, out, _ = explain("reassessed.yaml", "R1", *DAY)
    lines = " ".join(out.split())
    assert "Current: 18, Medium-high, above tolerance Likelihood 3" in lines
    assert (
        "Assessed on 1 March 2019. By Clerk. Until 2019-03-01: 3, Low, within tolerance, under cambs-2019. "
        "Known from November 2019: 25, Critical, above tolerance, under cambs-2019. "
        "Target: not known on 2019-10-09 Known from 1 November 2019: 1, Low, within tolerance, under cambs-2019."
    ) in lines
    assert "has neither an open action nor a target" not in lines
    data = json.loads(explain("reassessed.yaml", "R1", *DAY, "--format", "json")[1])
    assert (data["current"]["value"], data["target"], data["assessments"]["target"]) == (18, None, None)
    assert data["assessments"]["current"]["by"] == "Clerk"
    assert [(each["assessment"], each["until"], each["rating"]["value"]) for each in data["earlier"]] == [
        ("current", "2019-03-01", 3)
    ]
    assert [(each["assessment"], each["from"], each["rating"]["value"]) for each in data["later"]] == [
        ("current", "2019-11-30", 25),
        ("target", "2019-11-01", 1),
    ]


def test_before_anything_is_known_of_a_rating_none_is_stated(explain):
    Path("reassessed.yaml").write_text(REASSESSED.replace("impact: 1}", "impact: 9}"))
    _, out, _ = explain("reassessed.yaml", "R1", "--as-of", "2018-12-31")
    assert "\nCurrent: not known on 2018-12-31\n  Known from 2019-01-01: 3, Low" in out
    assert "\nTarget: not known on 2018-12-31\n  Known from 1 November 2019: not rated, impact has no" in out
    data = json.loads(explain("reassessed.yaml", "R1", "--as-of", "2018-12-31", "--format", "json")[1])
    assert (data["current"], data["unrated"], data["earlier"]) == (None, {}, [])
    assert [each["assessment"] for each in data["later"]] == ["current", "current", "current", "target"]


def test_what_moved_is_told_of_the_assessment_in_force(explain):
    Path("reassessed.yaml").write_text(REASSESSED)
    Path("before.yaml").write_text(REASSESSED.replace("likelihood: 5, impact: 5", "likelihood: 3, impact: 4"))

    def told(day):
        _, out, _ = explain("reassessed.yaml", "R1", "--as-of", day, "--before", "before.yaml", "--format", "json")  # fmt: skip
        return json.loads(out)["moved"]["likelihood"]

    assert (told("2019-10-09"), told("2019-11-30")) == ("same", "up")


def test_a_review_that_holds_nothing_is_said(explain):
    file = Path(FILE)
    file.write_text(
        file.read_text().replace("{last: 1 August 2019, state: under-review, notes: with the panel}", "{}")
    )
    assert "\nReview\n  Nothing is recorded of it.\n" in explain(FILE, "L1", *DAY)[1]


def test_a_lifecycle_of_another_kind_leaves_the_recorded_state(explain):
    file = Path(FILE)
    file.write_text(file.read_text().replace("scheme: cambs-2019\n", "scheme: cambs-2019\nworkflows: {risk: action}\n", 1))  # fmt: skip
    code, out, err = explain(FILE, "L1", *DAY)
    assert (code, err) == (0, "")
    assert "\nLifecycle\n  State: open.\n" in out


def test_the_story_as_json(of_l1):
    assert list(of_l1) == [
        "register", "as_of", "ref", "title", "statement", "objective", "status", "status_date", "executive_lead",
        "senior_lead", "causes", "effects", "inherent", "current", "target", "unrated", "assessments", "earlier",
        "later",
        "controls", "unpaired", "actions", "acceptances", "reports", "links", "areas", "indicators", "review",
        "workflow", "state", "over", "events", "notes", "escalations", "due", "undated", "gaps", "not_evaluated", "findings", "moved", "plugins",
    ]  # fmt: skip
    assert of_l1["objective"] == {"ref": "safe", "title": "Keep people safe"}
    assert (of_l1["current"]["value"], of_l1["target"]) == (22, None)
    assert list(of_l1["unrated"]) == ["target"]
    assert of_l1["assessments"]["current"] == {
        "scheme": "cambs-2019",
        "printed": 22,
        "date": "1 August 2019",
        "by": "Risk panel",
        "rationale": "walls were mended in part",
    }
    assert [(each["until"], each["rating"] and each["rating"]["value"]) for each in of_l1["earlier"]] == [
        ("2019-08-01", 12),
        (None, None),
    ]
    assert of_l1["earlier"][1]["unrated"].startswith('the scheme "gone" is not loaded')
    assert [(each["ref"], each["plan"], each["effective"]) for each in of_l1["controls"]] == [
        ("C1", False, True), ("C2", False, False), ("P1", True, None), ("P2", True, None),
    ]  # fmt: skip
    survey = of_l1["controls"][1]["assurances"][0]
    assert (survey["provider"], survey["line"], survey["expires"], survey["conclusion"]) == (
        "Inspectorate", 3, "31 May 2020", "sound in the main",
    )  # fmt: skip
    assert [each["ref"] for each in of_l1["unpaired"]] == ["S2"]
    first, second = of_l1["actions"]
    assert (first["state"], first["since"], first["deadline"], first["due"]) == (
        "overdue", "2019-10-02", "June 2019", "1 October 2019",
    )  # fmt: skip
    assert first["revisions"][0] == {
        "deadline": "30 September 2019", "on": "2019-06-20", "by": "Board", "why": "barge came late",
    }  # fmt: skip
    assert first["origin"]["agenda_item"] == "5"
    assert first["finding"] == {"title": "The wall is low", "priority": "High"}
    assert (second["state"], second["since"], second["origin"], second["finding"]) == (
        "closed", None, None, None,
    )  # fmt: skip
    assert [each["standing"] for each in of_l1["acceptances"]] == [
        "ended on 31 May 2018",
        "lacks a reason (why), a last day (until) and is not in force",
        "overtaken by a later one",
        "in force",
        "begins on 1 January 2020",
    ]
    assert of_l1["reports"] == [{"to": "board", "on": "1 September 2019"}, {"to": "other", "on": None}]
    assert of_l1["links"][0] == {"register": "Force register", "ref": "394", "rating": "Amber"}
    assert of_l1["areas"] == [{"ref": "4", "title": "Flood defence"}]
    assert of_l1["indicators"][0]["trend"] == "worsening"
    assert of_l1["review"] == {
        "last": "1 August 2019",
        "state": "under-review",
        "notes": "with the panel",
        "events": [],
    }
    assert [each["why"] for each in of_l1["events"]] == ["agreed", None]
    assert of_l1["escalations"][0]["accepted"] is True
    assert [(each["kind"], each["ref"], each["due"]) for each in of_l1["due"]] == [
        ("review", "L1", "2019-11-01"),
        ("acceptance", "L1", "2019-12-31"),
        ("acceptance", "L1", "2020-03-31"),
        ("assurance", "L1/S1", "2020-05-31"),
    ]
    assert (of_l1["escalations"][0]["band_says"], of_l1["escalations"][0]["route"]) == (
        "the relevant Executive Board", None,
    )  # fmt: skip
    assert [each["ref"] for each in of_l1["gaps"]] == ["L1/S1", "L1/S2"]
    assert "GKACC001" in [each["code"] for each in of_l1["findings"]]
    assert of_l1["moved"]["new"] is False
    assert of_l1["moved"]["likelihood"] == "same"
    assert of_l1["moved"]["changed"] == []
    assert [each["indicator"] for each in of_l1["moved"]["standing_still"]] == ["floods"]


def test_json_of_a_bare_new_risk_has_nulls_and_empty_lists(explain):
    data = json.loads(
        explain(FILE, "L2", *DAY, "--before", str(REGISTERS / "cambs-2019.yaml"), "--format", "json")[1]
    )
    assert data["moved"] == {"new": True, "changed": [], "rewritten": [], "standing_still": []}
    assert (data["objective"], data["review"], data["state"], data["causes"]) == (None, None, None, [])
    assert json.loads(explain(FILE, "L2", *DAY, "--format", "json")[1])["moved"] is None


def test_an_escalation_that_was_reported_and_one_that_was_not_are_told_in_json(explain):
    file = Path(FILE)
    file.write_text(file.read_text().replace("{to: board, 'on': 1 September 2019}", "{to: board}"))
    data = json.loads(explain(FILE, "L1", *DAY, "--format", "json")[1])
    assert data["escalations"][0]["reported"] is None
    assert data["escalations"][0]["since"] == "2019-08-01"


def test_a_rule_says_where_it_comes_from_and_when_it_runs(explain):
    _, out, _ = explain("vague-owner")
    assert out.startswith("GKWRI002 vague-owner (note)\n\nAn owner is named who is nobody.\n")
    assert out.rstrip().endswith("\n\nSource: ISO 31000:2018, 5.4.3\n\nIt runs only when selected.")
    _, out, _ = explain("risk-without-owner")
    assert out.rstrip().endswith("\n\nSource: ISO 31000:2018, 5.4.3")
    _, out, _ = explain("duplicate-ref")
    assert "Source:" not in out


def test_a_rule_as_json(explain):
    code, out, _ = explain("GKREF001", "--format", "json")
    assert code == 0
    (rule,) = json.loads(out)["rules"]
    assert list(rule) == [
        "code",
        "name",
        "title",
        "severity",
        "fixable",
        "runs",
        "source",
        "distribution",
        "page",
    ]
    assert (rule["name"], rule["distribution"]) == ("duplicate-ref", "govkit")


def test_two_risks_of_one_ref_are_told_with_their_places(explain):
    Path("two.yaml").write_text("register: r\ntitle: T\nrisks: [{ref: R, title: A}, {ref: R, title: B}]")
    assert explain("two.yaml", "R") == (
        2, "", 'govkit: "R" stands 2 times: /risks/0, /risks/1; give each its own\n',
    )  # fmt: skip


def test_a_story_needs_no_command_line():
    kit = Toolkit.installed()
    register = kit.load(REGISTERS / "cambs-2019.yaml")
    story = story_of(
        register.all_risks[0],
        register,
        as_of=register.edition.first,
        schemes=kit.schemes,
        workflows=kit.workflows,
        findings=(),
    )
    assert story_text(story).startswith("SR1.1  Police and communities lose touch\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((FILE,), f"name a risk of {FILE}: L1, L2"),
        (("many.toml",), "name a risk of many.toml: R0, R1, R2, R3, R4, R5, R6, R7, R8, R9, R10, R11, …"),
        (("none.yaml",), "none.yaml holds no risk, and explain takes risks and rules"),
        (
            ("GKTOL001", "L1"),
            ("GKTOL001 is a rule, and L1 no risk of it; leave L1 out to see the rule's page, or name the register "
            "file that holds L1"),
        ),
        (
            ("GKTOL001", "--before", FILE),
            "--before and --map compare editions of a risk; GKTOL001 is a rule",
        ),
        (
            (FILE, "L1/A1"),
            f"L1/A1 is an action of L1, and explain takes risks: govkit explain {FILE} L1",
        ),
        (
            (FILE, "L1/2019-01-24/A1"),
            f"L1/2019-01-24/A1 is an action of L1, and explain takes risks: govkit explain {FILE} L1",
        ),
        ((FILE, "L1/C1"), f"L1/C1 is a control of L1, and explain takes risks: govkit explain {FILE} L1"),
        ((FILE, "L1/S2"), f"L1/S2 is an assurance of L1, and explain takes risks: govkit explain {FILE} L1"),
        ((FILE, "L1/review"), f"L1/review is the review of L1, and explain takes risks: govkit explain {FILE} L1"),
        (
            (FILE, "L1/current"),
            f"L1/current is an assessment of L1, and explain takes risks: govkit explain {FILE} L1",
        ),
        ((FILE, "safe"), "safe is an objective, and explain takes risks"),
        (("log.yaml", "1.0"), "1.0 is an action, and explain takes risks"),
    ],
)  # fmt: skip
def test_what_is_asked_amiss_is_told_with_the_way_out(explain, arguments, said):
    Path("many.toml").write_text(
        'register = "r"\ntitle = "T"\n'
        + "".join(f'[[risks]]\nref = "R{n}"\ntitle = "T"\n' for n in range(13))
    )
    Path("none.yaml").write_text("register: r\ntitle: T\n")
    Path("log.yaml").write_text("register: r\ntitle: T\nactions: [{ref: '1.0', title: A}]\n")
    code, out, err = explain(*arguments)
    assert (code, out) == (2, "")
    assert err.endswith(f"\n\nError: {said}\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((FILE, "l1"), f'there is no risk "l1" in {FILE}; did you mean "L1"?'),
        ((FILE, "L9"), f'there is no risk "L9" in {FILE}; known: L1, L2'),
        (("GKTOL01",), 'there is no rule "GKTOL01"; did you mean "GKTOL001"? (govkit rules lists them all)'),
        (
            ("gone.yaml",),
            "gone.yaml was not loaded: 1 problem\n  gone.yaml: cannot be read: No such file or directory",
        ),
    ],
)
def test_what_is_not_there_is_named_with_the_file_or_the_command_that_lists_it(explain, arguments, said):
    assert explain(*arguments) == (2, "", f"govkit: {said}\n")
