"""``govkit workflows diff`` and ``govkit workflows migrate``: two versions of a lifecycle, and items under way."""

import json
import sys
from pathlib import Path

import attrs
import pytest

from govkit import Toolkit
from govkit.cli.app import run
from govkit.formats.yaml_file import read, write
from govkit.workflow import Field, Present, Row, State, Workflow, read_workflow, to_json

KIT = Toolkit.installed()
OLD = Workflow(
    id="repair",
    title="Repair",
    kind="action",
    initial="reported",
    states=(
        State("reported", "Reported"),
        State("parked", "Parked"),
        State("lost", "Lost"),
        State("done", "Done", final=True),
    ),
    rows=(
        Row("park", "reported", "parked"),
        Row("resume", "parked", "reported"),
        Row("finish", ("reported", "parked", "lost"), "done", guard=Present(Field("owner"))),
    ),
)
NEW = attrs.evolve(
    OLD,
    states=(OLD.states[0], State("late", "Late"), *OLD.states[2:]),
    rows=(
        Row("lapse", "reported", "late", after=Field("due.last", "the last day of the deadline"), changes=()),
        Row("finish", ("reported", "late"), "done", guard=Present(Field("owner"))),
    ),
)
REGISTER = """
# a comment
register: r
title: Repairs
workflows: {action: repair}
actions:
- {ref: A1, title: T}
- {ref: A2, title: T, state: parked, events: [EVENT]}
- {ref: A3, title: T, state: parked}
- {ref: A4, title: T, state: lost}
- {ref: A5, title: T, state: done}
- {ref: A6, title: T, workflow: action}
"""
EVENT = (
    "{kind: action, ref: A2, trigger: park, from: reported, to: parked, effective: 2026-03-01, recorded: 2026-03-01, "
    "workflow: repair, version: VERSION}"
)
OLD_NEW = f"repair {OLD.version}", f"repair {NEW.version}"
GONE = 'there is no state "parked" any more; known: reported, late, lost, done'
NO_END = "from lost no final state can be reached any more"
INSTALLED = "govkit: warning: no plug-in offers repair, so nothing can be fired of these items yet\n"


@pytest.fixture(autouse=True)
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("old.json").write_text(to_json(OLD))
    Path("new.json").write_text(to_json(NEW))
    Path("r.yaml").write_text(REGISTER.replace("EVENT", EVENT.replace("VERSION", f"'{OLD.version}'")))


@pytest.fixture
def told(capsys):
    def call(*arguments, code=0):
        capsys.readouterr()
        assert run(["workflows", *arguments]) == code
        return capsys.readouterr()

    return call


def test_the_definition_of_an_installed_lifecycle_reads_back(told):
    out, err = told("show", "risk", "--as", "definition")
    assert err == ""
    Path("risk.json").write_text(out)
    assert read_workflow(out, "risk.json") == KIT.workflows["risk"]
    version = KIT.workflows["risk"].version
    assert told("diff", "risk.json", "risk").out == f"risk {version} and risk {version} do not differ\n"


def test_a_definition_is_shown_and_verified_like_what_is_installed(told):
    Path("risk.json").write_text(to_json(KIT.workflows["risk"]))
    assert told("show", "risk.json").out == told("show", "risk").out
    assert told("verify", "risk.json").out == told("verify", "risk").out
    kept, installed = (
        json.loads(told("show", name, "--format", "json").out) for name in ("risk.json", "risk")
    )
    assert (kept.pop("distribution"), installed.pop("distribution")) == (None, "govkit")
    assert kept == installed


def test_what_is_code_in_a_definition_cannot_be_verified(told):
    data = json.loads(to_json(OLD))
    del data["version"]
    data["rows"][0]["guard"] = {"opaque": "lucky", "sentence": "it is lucky", "opposite": "it is not lucky"}
    Path("coded.json").write_text(json.dumps(data))
    assert "    if it is lucky\n" in told("show", "coded.json").out
    out = told("verify", "coded.json", code=1).out
    assert (
        'guards-can-hold was not evaluated: row 1 (park from "reported" to "parked"): Opaque is a condition of another '
        "kind than govkit's.\n"
    ) in out


def test_a_definition_and_a_table_are_not_shown_at_once(told):
    err = told("show", "risk", "--as", "definition", "--format", "json", code=2).err
    assert "--as definition writes one thing and --format json another; choose one of them" in err


def test_versions_are_compared_in_sentences(told):
    assert told("diff", "old.json", "new.json").out == (
        f"{OLD_NEW[0]} and {OLD_NEW[1]} differ in 8 things\n"
        "\n"
        "  state parked, gone\n"
        "    was in which anything may be\n"
        "  state late, new\n"
        "    is in which anything may be\n"
        "  park from reported, gone\n"
        "    was to parked\n"
        "  resume from parked, gone\n"
        "    was to reported\n"
        "  finish from parked, gone\n"
        "    was to done, if owner is recorded\n"
        "  finish from lost, gone\n"
        "    was to done, if owner is recorded\n"
        "  lapse from reported, new\n"
        "    is to late, by itself once the last day of the deadline is over, changes nothing\n"
        "  finish from late, new\n"
        "    is to done, if owner is recorded\n"
    )


def test_what_is_in_both_is_told_as_it_was_and_as_it_is(told):
    Path("final.json").write_text(to_json(attrs.evolve(OLD, initial="lost")))
    assert told("diff", "old.json", "final.json").out.endswith(
        " differ in 1 thing\n\n  initial state\n    was reported\n    is lost\n"
    )


def test_what_becomes_of_items_is_told_state_by_state(told):
    out = told("diff", "old.json", "new.json", "--register", "r.yaml").out
    assert out.partition("\n\nItems")[2] == (
        ": 3 stranded, 1 affected, 1 unaffected, 1 of other lifecycles\n"
        "  stranded in parked, 2: A2, A3\n"
        f"    {GONE}\n"
        "  stranded in lost, 1: A4\n"
        f"    {NO_END}\n"
        "  affected in reported, 1: A1\n"
        "    park from reported differs\n"
        "    lapse from reported differs\n"
        "  1 with events that the new version would not have made, which stay: A2\n"
    )


def test_the_same_as_data(told):
    data = json.loads(told("diff", "old.json", "new.json", "--format", "json", "--register", "r.yaml").out)
    assert list(data) == ["old", "new", "changes", "not_compared", "register", "plugins"]
    assert data["old"] == {"id": "repair", "version": OLD.version}
    assert data["changes"][0] == {
        "subject": "state parked",
        "before": "in which anything may be",
        "after": None,
        "sentence": "state parked is gone; it was: in which anything may be",
    }
    found = data["register"]
    assert {key: found[key] for key in ("unaffected", "affected", "stranded", "other_lifecycles")} == {
        "unaffected": 1, "affected": 1, "stranded": 3, "other_lifecycles": 1,
    }  # fmt: skip
    assert found["items"][1] == {
        "ref": "A2",
        "state": "parked",
        "fate": "stranded",
        "must_be_decided": GONE,
        "reasons": [GONE, "it came there by park on 2026-03-01"],
        "history": ["park of 2026-03-01 from reported to parked"],
        "moved_under": OLD_NEW[0],
    }
    assert "register" not in json.loads(told("diff", "old.json", "new.json", "--format", "json").out)


def test_what_moved_under_a_third_version_is_told(told):
    Path("r.yaml").write_text(Path("r.yaml").read_text().replace(OLD.version, "0123456789ab"))
    out = told("diff", "old.json", "old.json", "--register", "r.yaml").out
    assert out.endswith(
        "Items: 0 stranded, 0 affected, 5 unaffected, 1 of other lifecycles\n"
        "  1 last moved under repair 0123456789ab, which is not the old version\n"
    )


def test_what_is_code_is_named_as_not_compared(told):
    data = json.loads(to_json(OLD))
    del data["version"]
    data["rows"][0]["guard"] = {
        "opaque": "lucky",
        "sentence": "it is l\u202eucky",
        "opposite": "it is not lucky",
    }
    Path("coded.json").write_text(json.dumps(data))
    assert told("diff", "coded.json", "coded.json").out.endswith(
        " do not differ\n\nCode, of which the name is compared and not what it does:\n  it is l\\u202eucky\n"
    )
    data = json.loads(told("diff", "old.json", "coded.json", "--format", "json").out)
    assert data["not_compared"] == ["it is l\u202eucky"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("diff", "actoin", "action"), 'govkit: there is no workflow "actoin"; did you mean "action"?'),
        (("diff", "gone.json", "action"), "govkit: gone.json was not loaded: 1 problem\n  gone.json: cannot be read"),
        (("diff", "bad.json", "action"), 'bad.json was not loaded: 2 problems\n  bad.json:1:1: the key "title" is'),
        (
            ("migrate", "r.yaml", "--from", "old.json", "--to", "risk"),
            "govkit: a migration to risk: repair is for action and risk for risk\n",
        ),
        (
            ("migrate", "r.yaml", "--from", "old.json", "--to", "new.json", "--decisions", "x"),
            "--decisions and -o go together",
        ),
        (("migrate", "r.yaml", "--from", "old.json", "--to", "new.json", "-o", "x"), "--decisions and -o go together"),
        (
            ("migrate", "r.yaml", "--from", "old.json", "--to", "new.json", "-o", "x", "--decisions", "y",
             "--worksheet", "z"),
            "--decisions applies what was decided; leave out --worksheet",
        ),
        (
            ("migrate", "r.yaml", "--from", "old.json", "--to", "new.json", "--worksheet", "new.json"),
            "govkit: new.json was not written: it is the new version; name another file",
        ),
        (
            ("migrate", "r.yaml", "--from", "old.json", "--to", "new.json", "-o", "r.yaml", "--decisions", "y"),
            "govkit: r.yaml was not written: it is the register itself; name another file",
        ),
        (
            ("migrate", "r.yaml", "--from", "old.json", "--to", "new.json", "-o", "x.yaml", "--decisions", "y"),
            "govkit: y was not loaded: 1 problem\n  y: cannot be read",
        ),
    ],
)  # fmt: skip
def test_what_cannot_run_says_why(told, arguments, said):
    Path("bad.json").write_text(to_json(OLD).replace('"title": "Repair"', '"titel": "Repair"'))
    Path("bad.json").write_text(json.dumps(json.loads(Path("bad.json").read_text())))
    assert said in told(*arguments, code=2).err


def migrate(*arguments):
    return "migrate", "r.yaml", "--from", "old.json", "--to", "new.json", *arguments


def decided():
    """Fill in the worksheet: what is parked is reported again, what is lost is late."""
    assert run(["workflows", *migrate("--worksheet", "sheet.yaml")]) == 0
    data = read(Path("sheet.yaml").read_text(), "sheet.yaml").data
    for each, to in zip(data["decisions"], ("reported", "late"), strict=True):
        each.update(to=to, by="Clerk", why="new policy", on="2026-04-01")
    return data


def write_decisions(data):
    Path("decided.yaml").write_text(write(data))
    return migrate("--decisions", "decided.yaml", "-o", "after.yaml", "--as-of", "2026-04-01")


def test_a_plan_says_what_is_to_decide_and_changes_nothing(told):
    before = Path("r.yaml").read_text()
    assert told(*migrate()).out == (
        f"Repairs, from {OLD_NEW[0]} to {OLD_NEW[1]}: 3 to decide, 2 items can stay\n"
        f"  in parked, 2: A2, A3\n    {GONE}\n"
        f"  in lost, 1: A4\n    {NO_END}\n"
        "  1 with events that the new version would not have made, which stay: A2\n"
        "--worksheet OUT writes a file in which to decide\n"
    )
    assert Path("r.yaml").read_text() == before
    data = json.loads(told(*migrate("--format", "json")).out)
    assert list(data)[:3] == ["register", "from", "to"]
    assert [each["ref"] for each in data["items"] if each["must_be_decided"]] == ["A2", "A3", "A4"]


def test_where_everything_can_stay_nothing_is_to_decide(told):
    assert told("migrate", "r.yaml", "--from", "old.json", "--to", "old.json").out == (
        f"Repairs, from {OLD_NEW[0]} to {OLD_NEW[0]}: 0 to decide, 5 items can stay\n"
    )


def test_a_worksheet_asks_once_per_state(told):
    out = told(*migrate("--worksheet", "sheet.yaml")).out
    assert out.endswith(
        "sheet.yaml was written; fill it in and apply it with --decisions sheet.yaml -o OUT\n"
    )
    assert read(Path("sheet.yaml").read_text(), "sheet.yaml").data == {
        "register": "r",
        "from": OLD_NEW[0],
        "to": OLD_NEW[1],
        "decisions": [
            {"state": state, "items": items, "notes": [reason], "candidates": ["reported", "late", "lost", "done"],
             "to": None, "by": None, "why": None, "on": None}
            for state, items, reason in (("parked", ["A2", "A3"], GONE), ("lost", ["A4"], NO_END))
        ],
    }  # fmt: skip
    assert "it is there already" in told(*migrate("--worksheet", "sheet.yaml"), code=2).err


def test_decisions_are_applied_and_recorded(told):
    before = Path("r.yaml").read_text()
    arguments = write_decisions(decided())
    out, err = told(*arguments)
    assert out == (
        f"after.yaml: 3 items went over from {OLD_NEW[0]} to {OLD_NEW[1]}, 2 items stay\n"
        "  A2  migrate: parked → reported  since 2026-04-01\n"
        "  A3  migrate: parked → reported  since 2026-04-01\n"
        "  A4  migrate: lost → late  since 2026-04-01\n"
    )
    assert err == f"govkit: warning: r.yaml: its comments and layout are not kept in after.yaml\n{INSTALLED}"
    assert Path("r.yaml").read_text() == before
    old, new = KIT.load("r.yaml"), KIT.load("after.yaml")
    assert [each.state for each in new.actions] == [None, "reported", "reported", "late", "done", None]
    assert new.action("A1") == old.action("A1")
    (*kept, event) = new.action("A2").events
    assert kept == list(old.action("A2").events)
    assert (event.trigger, event.from_state, event.to_state, event.by, event.why, event.version) == (
        "migrate", "parked", "reported", "Clerk", "new policy", NEW.version,
    )  # fmt: skip
    assert told("diff", "old.json", "new.json", "--register", "after.yaml").out.endswith(
        f"  3 last moved under {OLD_NEW[1]}, which is not the old version\n"
        "  1 with events that the new version would not have made, which stay: A2\n"
    )


def test_the_result_is_data_too_and_what_has_no_comments_loses_none(told):
    Path("r.yaml").write_text(Path("r.yaml").read_text().replace("# a comment", ""))
    arguments = write_decisions(decided())
    out, err = told(*arguments, "--format", "json")
    data = json.loads(out)
    assert {key: data[key] for key in ("register", "file", "stay")} == {
        "register": "r",
        "file": "after.yaml",
        "stay": 2,
    }
    assert [each["ref"] for each in data["events"]] == ["A2", "A3", "A4"]
    assert err == INSTALLED


def test_items_of_one_state_may_go_different_ways_and_others_go_if_somebody_says_so(told):
    data = decided()
    parked, lost = data["decisions"]
    second = {**parked, "items": ["A3"], "to": "late"}
    reported = {**parked, "state": "reported", "items": ["A1"], "to": "late"}
    stays = {**parked, "state": "done", "items": ["A5"], "to": "done"}
    lost["to"] = "lost"
    data["decisions"] = [{**parked, "items": ["A2"]}, second, lost, reported, stays]
    assert told(*write_decisions(data)).out.endswith(
        f"4 items went over from {OLD_NEW[0]} to {OLD_NEW[1]}, 1 item stay\n"
        "  A1  migrate: reported → late  since 2026-04-01\n"
        "  A2  migrate: parked → reported  since 2026-04-01\n"
        "  A3  migrate: parked → late  since 2026-04-01\n"
        "  A4  migrate: lost → lost  since 2026-04-01\n"
    )


def test_every_fault_of_the_decisions_is_told_with_its_line_and_nothing_is_written(told):
    data = decided()
    parked, lost = data["decisions"]
    parked |= {"to": "reprted", "by": " ", "on": "2026-02-01"}
    lost |= {"why": None, "items": ["A9", "A5", "A5"], "on": "2027-01-01"}
    blank = {**parked, "state": "reported", "items": ["A1"], "to": None, "by": None, "why": None, "on": None}
    data["decisions"].append(blank)
    arguments = write_decisions(data)
    out, err = told(*arguments, code=2)
    assert out == ""
    lines = err.splitlines()
    assert lines[0] == "govkit: nothing was confirmed: 9 problems"
    assert [line.split(": ", 2)[2] for line in lines[1:]] == [
        f"nobody has decided about A4: {NO_END}",
        "A2: park was recorded on 2026-03-01, which is after 2026-02-01",
        f'parked: there is no state in {OLD_NEW[1]} "reprted"; did you mean "reported"?',
        "parked: by is blank; say it",
        "lost: no why; fill in all of to, by, why, on, or none",
        'A9: there is no item under the old version "A9"; known: A1, A2, A3, A4, A5',
        "A5: it is done, not lost",
        "A5: it is decided more than once",
        "lost: it is decided on 2027-01-01, which is after 2026-04-01",
    ]
    assert all(line.startswith("  decided.yaml:") for line in lines[1:])
    assert not Path("after.yaml").exists()


def test_what_nobody_has_filled_in_is_still_to_be_decided(told):
    told(*migrate("--worksheet", "sheet.yaml"))
    err = told(*migrate("--decisions", "sheet.yaml", "-o", "after.yaml"), code=2).err
    assert err == (
        "govkit: nothing was confirmed: 2 problems\n"
        f"  sheet.yaml:5:3: /decisions/0: nobody has decided about A2, A3: {GONE}\n"
        f"  sheet.yaml:20:3: /decisions/1: nobody has decided about A4: {NO_END}\n"
    )


def test_decisions_about_something_else_are_refused(told):
    data = decided() | {"register": "q", "from": "repair 0", "to": "repair 1"}
    arguments = write_decisions(data)
    assert [line.split(": ", 2)[2] for line in told(*arguments, code=2).err.splitlines()[1:]] == [
        'the decisions are about register "q", not "r"',
        f'the decisions are about from "repair 0", not "{OLD_NEW[0]}"',
        f'the decisions are about to "repair 1", not "{OLD_NEW[1]}"',
    ]
    Path("decided.yaml").write_text("register: r\nform: repair\n")
    err = told(*arguments, code=2).err
    assert 'decided.yaml:2:7: /form: there is no key "form" here; did you mean "from"?' in err
    assert 'the key "to" is missing' in err


def test_going_over_to_another_lifecycle_is_for_every_item_to_decide(told):
    out = told("diff", "old.json", "action", "--register", "r.yaml").out
    assert "  action is another lifecycle and no version of repair\n" in out
    assert (
        run(
            [
                "workflows",
                "migrate",
                "r.yaml",
                "--from",
                "old.json",
                "--to",
                "action",
                "--worksheet",
                "s.yaml",
            ]
        )
        == 0
    )
    data = read(Path("s.yaml").read_text(), "s.yaml").data
    assert [each["state"] for each in data["decisions"]] == ["reported", "parked", "lost", "done"]
    for each in data["decisions"]:
        each |= {"to": "open", "by": "Clerk", "why": "one lifecycle for all", "on": "2026-04-01"}
    Path("s.yaml").unlink()
    Path("s.yaml").write_text(write(data))
    out, err = told(
        "migrate", "r.yaml", "--from", "old.json", "--to", "action", "--decisions", "s.yaml", "-o", "after.yaml",
        "--as-of", "2026-04-01",
    )  # fmt: skip
    assert out.endswith("\nthe register itself names repair for each action: set it to action\n")
    assert "no plug-in" not in err
    assert {each.workflow for each in KIT.load("after.yaml").actions} == {"action"}
    assert (
        KIT.check(KIT.load("after.yaml"), as_of=KIT.load("after.yaml").actions[0].events[0].recorded)
        is not None
    )


def test_plugins_hear_of_it_once_it_is_stored_and_the_version_installed_is_compared(
    told, tmp_path, monkeypatch
):
    (tmp_path / "listening_repair.py").write_text(
        "from pathlib import Path\n"
        "from govkit.hooks import hookimpl\n"
        "from govkit.workflow import read_workflow\n"
        "@hookimpl\n"
        "def govkit_workflows():\n"
        "    return [read_workflow(Path('old.json').read_text(), 'old.json')]\n"
        "@hookimpl\n"
        "def govkit_event(event, subject):\n"
        "    with open('heard.txt', 'a') as file:\n"
        "        print(event.trigger, event.ref, subject.state, Path('after.yaml').exists(), file=file)\n"
    )
    info = tmp_path / "listening-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: listening\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[govkit]\nlistening = listening_repair\n")
    monkeypatch.syspath_prepend(tmp_path)
    arguments = [each if each != "old.json" else "repair" for each in write_decisions(decided())]
    try:
        err = told(*arguments).err
    finally:
        sys.modules.pop("listening_repair", None)
    assert Path("heard.txt").read_text() == (
        "migrate A2 reported True\nmigrate A3 reported True\nmigrate A4 late True\n"
    )
    assert err.endswith(
        f"the installed repair is {OLD.version} and not {NEW.version}, which items went over to\n"
    )
