"""Rules of files at the command line: checked, listed, verified."""

import json

import pytest

from govkit.cli.app import run

PAGE = "It shows.\n\nWhat it does\n\nWhy it matters\n\nExample\n\nInstead\n"
RULES = f"""rules:
  - code: ACMRSK001
    name: nobody-leads
    severity: warning
    over: risk
    when: {{not: {{present: senior_lead}}}}
    message: "{{ref}} is led by nobody"
    page: {json.dumps(PAGE)}
"""
ONLY = ("--select", "ACM", "--as-of", "2019-10-09")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "acme.yaml").write_text(RULES)
    (tmp_path / "harbour.yaml").write_text("register: harbour\ntitle: T\nrisks: [{ref: H1, title: A}]\n")
    return tmp_path


@pytest.fixture
def call(folder, capsys):
    def called(*arguments):
        code = run(arguments)
        out, err = capsys.readouterr()
        return code, out.splitlines(), err.splitlines()

    return called


FOUND = (
    1,
    [
        "harbour.yaml:3:9: ACMRSK001 warning H1: H1 is led by nobody",
        "  3 | risks: [{ref: H1, title: A}]",
        "    |         ^",
        "  It fails because senior lead is not recorded.",
        "1 warning",
    ],
    [],
)


def test_the_option_brings_rules(call):
    assert call("check", "harbour.yaml", "--rules", "acme.yaml", *ONLY) == FOUND


def test_the_settings_bring_rules_that_options_may_name(call, folder):
    (folder / "govkit.toml").write_text('rules = ["acme.yaml"]\n')
    assert call("check", "harbour.yaml", *ONLY) == FOUND
    code, out, err = call("check", "harbour.yaml", "--isolated", *ONLY)
    assert (code, out) == (2, [])
    assert err[-1].startswith('Error: "ACM" names no rule')


def test_settings_may_select_what_the_option_brings(call, folder):
    (folder / "govkit.toml").write_text('select = ["nobody-leads"]\n')
    assert call("check", "harbour.yaml", "--rules", "acme.yaml") == FOUND
    code, _, err = call("check", "harbour.yaml")
    assert code == 2
    assert '"nobody-leads" names no rule' in err[1]


def test_a_finding_names_the_file_its_rule_comes_from(call):
    code, out, _ = call("check", "harbour.yaml", "--rules", "acme.yaml", *ONLY, "--format", "json")
    (finding,) = json.loads("\n".join(out))["findings"]
    assert (code, finding["origin"], finding["code"]) == (1, "acme.yaml", "ACMRSK001")


def test_what_is_wrong_with_a_file_of_rules_stops_the_check_once(call, folder):
    (folder / "wrong.yaml").write_text(RULES.replace("senior_lead", "senor_lead"))
    said = (
        'wrong.yaml:6:27: /rules/0/when/not/present: a risk has no "senor_lead"; did you mean "senior_lead"?'
    )
    code, out, err = call("check", "harbour.yaml", "harbour.yaml", "--rules", "wrong.yaml")
    assert (code, out, err) == (2, [], ["govkit: wrong.yaml was not loaded: 1 problem", f"  {said}"])


def test_rules_of_files_are_listed_with_their_file(call):
    code, out, _ = call("rules", "--rules", "acme.yaml")
    assert code == 0
    assert out[-1].split() == [
        "ACMRSK001",
        "nobody-leads",
        "warning",
        "by",
        "default",
        "acme.yaml",
        "It",
        "shows",
    ]
    listed = json.loads("\n".join(call("rules", "--rules", "acme.yaml", "--format", "json")[1]))
    assert (listed[-1]["code"], listed[-1]["page"]) == ("ACMRSK001", PAGE)


@pytest.mark.parametrize("named", ['"acme.yaml"', '"acme.yaml", "./acme.yaml"', '"acme.yaml", "link.yaml"'])
def test_a_file_of_rules_that_is_named_twice_is_read_once(call, folder, named):
    (folder / "link.yaml").symlink_to("acme.yaml")
    (folder / "govkit.toml").write_text(f"rules = [{named}]\n")
    assert call("check", "harbour.yaml", *ONLY) == FOUND
    assert call("check", "harbour.yaml", "--rules", "acme.yaml", "--rules", "acme.yaml", *ONLY) == FOUND


def test_verify_says_what_is_missing(call, folder):
    (folder / "empty.yaml").touch()
    (folder / "none.yaml").write_text("rules: []\n")
    said = "there is nothing in it; a file of rules has the key rules, which holds a list of them"
    assert call("rules", "verify", "empty.yaml") == (
        1,
        [],
        ["govkit: empty.yaml was not loaded: 1 problem", f"  empty.yaml: {said}"],
    )
    said = [
        "govkit: none.yaml was not loaded: 1 problem",
        "  none.yaml:1:8: /rules: there are no rules in it: the list is empty",
    ]
    assert call("rules", "verify", "none.yaml") == (1, [], said)
    assert call("check", "none.yaml", "--rules", "none.yaml") == (2, [], said)
    assert call("rules", "verify", "nowhere.yaml", "none.yaml")[0] == 2


def test_verify_says_what_rules_find(call):
    assert call("rules", "verify", "acme.yaml") == (
        0,
        ["ACMRSK001 nobody-leads (warning): a finding where senior lead is not recorded"],
        [],
    )


def test_verify_looks_at_every_file(call, folder):
    (folder / "wrong.yaml").write_text(RULES.replace("ACMRSK", "GKRSK").replace("nobody-leads", "nobody"))
    code, out, err = call("rules", "verify", "acme.yaml", "wrong.yaml", "acme.yaml")
    assert (code, len(out)) == (1, 1)
    assert [line.split(":")[1] for line in err if line.startswith("  ")] == ["2", "2", "2"][: len(err) // 2]
    code, _, err = call("rules", "verify", "nowhere.yaml", "wrong.yaml")
    assert code == 2
    assert err[:2] == [
        "govkit: nowhere.yaml was not loaded: 1 problem",
        "  nowhere.yaml: cannot be read: No such file or directory",
    ]


def test_the_command_line_prints_the_schema(call):
    code, out, _ = call("rules", "schema")
    assert code == 0
    assert json.loads("\n".join(out))["title"] == "govkit file of rules"


def test_rules_of_files_are_parts_of_what_other_forms_say(call):
    code, out, _ = call("check", "harbour.yaml", "--rules", "acme.yaml", *ONLY, "--format", "sarif")
    (found,) = json.loads("\n".join(out))["runs"]
    (component,) = (each for each in found["tool"]["extensions"] if each["rules"])
    assert (code, component["name"], component["rules"][0]["id"]) == (1, "acme.yaml", "ACMRSK001")
    assert found["results"][0]["rule"]["id"] == "ACMRSK001"


def test_a_file_of_rules_that_the_settings_name_is_no_register_of_its_folder(call, folder):
    (folder / "govkit.toml").write_text('rules = ["acme.yaml"]\n')
    assert call("check", ".", *ONLY) == FOUND
