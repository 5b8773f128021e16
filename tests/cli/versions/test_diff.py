"""``govkit workflows diff``, and definitions in files."""

import json
from pathlib import Path

import attrs
import pytest

from govkit import Toolkit
from govkit.workflow import read_workflow, to_json

OLD, NEW = (
    read_workflow(Path(__file__).with_name(name).read_text(), name) for name in ("old.json", "new.json")
)
KIT = Toolkit.installed()
OLD_NEW = f"repair {OLD.version}", f"repair {NEW.version}"
GONE = 'there is no state "parked" any more; known: reported, late, lost, done'
NO_END = "from lost no final state can be reached any more"


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
        "guards-can-hold, compares-like-with-like and guards-can-fail were not evaluated: row 1 (park from "
        '"reported" to "parked"): "it is lucky" is decided by Python code, which is opaque.\n'
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
    ],
)  # fmt: skip
def test_what_cannot_run_says_why(told, arguments, said):
    Path("bad.json").write_text(to_json(OLD).replace('"title": "Repair"', '"titel": "Repair"'))
    Path("bad.json").write_text(json.dumps(json.loads(Path("bad.json").read_text())))
    assert said in told(*arguments, code=2).err
