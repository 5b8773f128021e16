"""``govkit workflows migrate``: a worksheet, decisions, and what is applied."""

import json
import sys
from pathlib import Path

import pytest

from govkit import Toolkit
from govkit.cli.app import run
from govkit.formats.yaml_file import read, write
from govkit.io import load, save
from govkit.workflow import read_workflow

OLD, NEW = (
    read_workflow(Path(__file__).with_name(name).read_text(), name) for name in ("old.json", "new.json")
)
KIT = Toolkit.installed()
OLD_NEW = f"repair {OLD.version}", f"repair {NEW.version}"
GONE = 'there is no state "parked" any more; known: reported, late, lost, done'
NO_END = "from lost no final state can be reached any more"
INSTALLED = "govkit: warning: no plug-in offers repair, so nothing can be fired of these items yet\n"


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
    assert err == INSTALLED
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
        f'parked: there is no state "reprted" in {OLD_NEW[1]}; did you mean "reported"?',
        "parked: by is blank; say it",
        "lost: no why; fill in all of to, by, why, on, or none",
        'A9: there is no item "A9" under the old version; known: A1, A2, A3, A4, A5',
        "A5: it is done, not lost",
        "A5: it is decided more than once",
        "lost: it is decided on 2027-01-01, which is after 2026-04-01",
    ]
    assert all(line.startswith("  decided.yaml:") for line in lines[1:])
    assert not Path("after.yaml").exists()


LATE = "decided.yaml:16:7: /decisions/0/to: parked: {} would be at odds with late: {}; mend the register first, decide otherwise, or add at_odds: true"


def holding(state, condition):
    """Have something hold in a state of the new version."""
    data = json.loads(Path("new.json").read_text())
    del data["version"]
    next(each for each in data["states"] if each["name"] == state)["holds"] = condition
    Path("new.json").write_text(json.dumps(data))


def test_an_item_that_would_be_at_odds_with_its_new_state_keeps_all_from_being_written(told):
    late = {
        "compare": {
            "left": {"name": "due.last", "label": "the deadline"},
            "op": "<",
            "right": {"name": "as_of", "label": "today"},
        }
    }
    holding("late", {"all": [late, {"present": {"name": "owner", "label": "an owner"}}]})
    register = (
        Path("r.yaml").read_text().replace("{ref: A4,", "{ref: A4, deadline: 2026-03-31, owner: Clerk,")
    )
    Path("r.yaml").write_text(register)
    data = decided()
    data["decisions"][0]["to"] = "late"
    arguments = write_decisions(data)
    out, err = told(*arguments, code=2)
    assert (out, err.splitlines()) == ("", [
        "govkit: nothing was confirmed: 2 problems",
        f"  {LATE.format('A2, A3', 'the deadline is not known')}",
        f"  {LATE.format('A2, A3', 'an owner is not recorded')}",
    ])  # fmt: skip
    assert not Path("after.yaml").exists()
    data["decisions"][0]["at_odds"] = True
    Path("decided.yaml").write_text(write(data))
    assert "3 items went over" in told(*arguments).out


def test_an_item_that_stays_where_it_is_is_not_asked_and_one_that_only_code_could_judge_is_told(told):
    lucky = {"opaque": "lucky", "sentence": "it is lucky", "opposite": "it is unlucky"}
    holding("done", lucky)
    data = decided()
    stays = {**data["decisions"][0], "state": "done", "items": ["A5"], "to": "done"}
    data["decisions"].append(stays)
    assert "3 items went over" in told(*write_decisions(data)).out
    Path("after.yaml").unlink()
    data["decisions"][0]["to"] = "done"
    err = told(*write_decisions(data), code=2).err
    why = 'there is no telling, since "it is lucky" was code, and of code a file keeps the name alone'
    assert f"A2, A3 would be at odds with done: {why}; mend" in err


def test_a_day_before_the_edition_is_refused(told):
    register = Path("r.yaml")
    register.write_text(register.read_text().replace("title:", "edition: 2026-04-01\ntitle:", 1))
    data = decided()
    data["decisions"][0]["on"] = "2026-03-31"
    lines = told(*write_decisions(data), code=2).err.splitlines()
    assert lines[0] == "govkit: nothing was confirmed: 1 problem"
    assert lines[1].endswith(
        ": parked: it is decided on 2026-03-31, which is before the edition of 2026-04-01, to which it is applied; "
        "correct on, or the edition"
    )
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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
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
    assert said in told(*arguments, code=2).err


def test_comments_that_are_lost_are_said(told):
    arguments = [each.replace("r.yaml", "r.toml") for each in write_decisions(decided())]
    save(load("r.yaml"), "r.toml")
    Path("r.toml").write_text("# mine\n" + Path("r.toml").read_text())
    err = told(*(each.replace("after.yaml", "after.toml") for each in arguments)).err
    assert err.startswith("govkit: warning: r.toml: its comments and layout are not kept in after.toml\n")
