"""Findings as SARIF 2.1.0, against its schema and the validator of the SARIF Multitool."""

import json
import re
import subprocess
from datetime import date
from importlib import metadata
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from govkit import Register, Settings, Toolkit, hookimpl
from govkit.errors import Problem
from govkit.plugin import Plugin
from govkit.report.findings import Checked, Results, Unread, sarif_findings
from govkit.rules import Outcome, Over, Severity, Unknown, rule

ROOT = Path(__file__).parents[3] / "examples" / "registers"
OWN = Plugin("rules-shipped", "govkit", "0", loaded=True)


def run_of(results, **more):
    (run,) = json.loads(sarif_findings(results, ROOT, **more))["runs"]
    return run


def descriptor(run, result):
    """Find a result's rule as a reader does."""
    if "rule" not in result:
        found = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    else:
        component = run["tool"]["extensions"][result["rule"]["toolComponent"]["index"]]
        assert component["name"] == result["rule"]["toolComponent"]["name"]
        found = component["rules"][result["rule"]["index"]]
    assert found["id"] == result["ruleId"]
    return found


def test_a_result_has_all_that_a_reader_needs(checked_files):
    results = checked_files("board-actions-2019.yaml")
    run = run_of(results)
    (register,) = results.checked
    assert len(run["results"]) == len(register.findings)
    for result, finding in zip(run["results"], register.findings, strict=True):
        (location,) = result["locations"]
        assert (result["kind"], result["level"]) == ("fail", finding.severity)
        assert result["message"] == {"text": finding.message}
        assert location == {
            "physicalLocation": {
                "artifactLocation": {"uri": "board-actions-2019.yaml", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": finding.line, "startColumn": finding.column},
            },
            "logicalLocations": [
                {"name": finding.ref.split("/")[-1], "fullyQualifiedName": finding.ref, "kind": "object"}
            ],
        }
        assert result["properties"] == {
            "register": "board-actions-2019", "path": finding.path, "element": finding.element,
            "severity": finding.severity,
        }  # fmt: skip
        assert descriptor(run, result)["defaultConfiguration"] == {"level": finding.severity, "enabled": True}
        assert "suppressions" not in result
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["originalUriBaseIds"] == {"%SRCROOT%": {"uri": ROOT.as_uri() + "/"}}
    assert run["invocations"] == [
        {
            "executionSuccessful": True,
            "toolExecutionNotifications": [],
            "workingDirectory": {"uri": ROOT.as_uri() + "/"},
        }
    ]


HARBOUR = """\
register: r
title: Two  words
objectives: [{ref: O1, title: A}]
risks: [{ref: R1, title: A, objective: o1}, {ref: R2, title: B, objective: o1}]
waivers: [{rule: GKREF002, ref: R2, reason: so}, {rule: GKOWN001, ref: R1, reason: so, until: 2018-01-01}]
notes: x
"""


def test_what_mends_a_finding_is_a_fix_unless_it_is_waived(kit, loaded):
    register = loaded(HARBOUR)
    settings = Settings(select=("GKREF002", "GKWRI004", "GKWAI"))
    checked = Checked(register, tuple(kit.check(register, as_of=date(2019, 10, 9), settings=settings)))
    results = run_of(Results(checked=(checked,)))["results"]
    fixes = [(each["ruleId"], each["fixes"]) for each in results if "fixes" in each]
    assert [code for code, _ in fixes] == ["GKWRI004", "GKREF002", "GKWAI002"]
    text = HARBOUR
    for _, ((change),) in reversed(fixes):
        assert change["artifactChanges"][0]["artifactLocation"] == {"uri": "r.yaml", "uriBaseId": "%SRCROOT%"}
        for each in reversed(change["artifactChanges"][0]["replacements"]):
            text = replaced(text, each)
    assert text == HARBOUR.replace("o1", "O1", 1).replace("Two  words", "Two words").replace(
        ", {rule: GKOWN001, ref: R1, reason: so, until: 2018-01-01}", ""
    )
    said = [change["description"]["text"] for _, (change,) in fixes]
    assert said == ['Write "Two words".', 'Write "O1".', "Take this entry out of its list."]


def replaced(text, replacement):
    """Make a replacement as a reader of SARIF does."""
    region = replacement["deletedRegion"]
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    start = starts[region["startLine"] - 1] + region["startColumn"] - 1
    end = starts[region["endLine"] - 1] + region["endColumn"] - 1
    return text[:start] + replacement.get("insertedContent", {"text": ""})["text"] + text[end:]


def test_what_cannot_be_mended_in_the_file_as_it_is_has_no_fix(kit, loaded):
    register = loaded("register: r\ntitle: >-\n  a  b\n  c\n")
    found = tuple(kit.check(register, as_of=date(2019, 10, 9), only=["GKWRI004"]))
    assert found[0].mend is not None
    (result,) = run_of(Results(checked=(Checked(register, found),)))["results"]
    assert "fixes" not in result


def test_a_rule_has_its_page(checked_files):
    driver = run_of(checked_files("baf-2017.yaml"))["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("govkit", metadata.version("govkit"))
    (found,) = (each for each in driver["rules"] if each["id"] == "GKACT001")
    assert found["shortDescription"] == {"text": "Nobody is to do an action."}
    assert found["fullDescription"]["text"].startswith("Asks that an action of a log names an owner, ")
    assert "\n" not in found["fullDescription"]["text"]
    assert "Why it matters" not in found["fullDescription"]["text"]
    assert found["help"]["text"].startswith("Nobody is to do an action.\n\nWhat it does\n")
    assert found["help"]["markdown"].startswith("Nobody is to do an action.\n\n### What it does\n\n")
    assert found["name"] == "action-without-owner"
    assert "helpUri" not in found


def test_where_a_distribution_names_its_documentation_its_rules_lead_there(checked_files):
    address = "https://example.org/govkit/"
    driver = run_of(checked_files("baf-2017.yaml"), documentation={"govkit": address})["tool"]["driver"]
    assert driver["informationUri"] == address
    assert {each["helpUri"] for each in driver["rules"]} == {address}


def test_a_paper_that_a_rule_comes_from_is_named(kit):
    own = attrs.evolve(kit.rules["GKACT001"], source="Orange Book, page 3", by_default=False)
    checked = Checked(Register(ref="r", title="T"), (), rules=((own, OWN),))
    (found,) = run_of(Results(checked=(checked,)))["tool"]["driver"]["rules"]
    assert found["properties"] == {"source": "Orange Book, page 3"}
    assert found["defaultConfiguration"]["enabled"] is False


class Mine:
    """A stranger's plug-in whose only rule can tell nothing."""

    @staticmethod
    @hookimpl
    def govkit_rules():
        @rule(code="ACMEABC001", name="mine", severity=Severity.NOTE, over=Over.REGISTER, message="x")
        def check(_, __):
            """Mine.

            What it does
            Nothing {at all}.

            Why it matters
            So.

            Example
            So.

            Instead
            So.
            """
            yield Unknown("everything")

        return [check]


def test_a_strangers_rules_are_an_extension_and_what_cannot_be_told_is_open():
    kit = Toolkit(Mine())
    register = Register(ref="r", title="T")
    rules = tuple((each, kit.origin(each)) for each in kit.rules.values())
    found = Checked(register, tuple(kit.check(register, as_of=date(2019, 10, 9))), rules=rules)
    run = run_of(Results(checked=(found,), plugins=kit.plugins))
    (result,) = run["results"]
    assert (result["kind"], result["level"], result["properties"]["severity"]) == ("open", "none", "note")
    assert "physicalLocation" not in result["locations"][0]
    assert descriptor(run, result)["fullDescription"] == {"text": "Nothing {{at all}}."}
    assert run["tool"]["extensions"][0]["name"] == "(passed in)"
    assert "version" not in run["tool"]["extensions"][0]
    assert run["tool"]["driver"]["rules"] == []


def test_distributions_that_bring_no_rule_are_extensions_too_unless_they_were_not_loaded(of):
    loaded = Plugin("scheme-acme", "acme-govkit", "2.1", loaded=True)
    denied = Plugin("other", "other-govkit", "1", denied="--deny-plugin")
    assert run_of(of(plugins=(OWN, loaded, denied)))["tool"]["extensions"] == [
        {"name": "acme-govkit", "version": "2.1", "rules": []}
    ]


def test_a_rule_that_no_plug_in_brought_is_in_the_tool_all_the_same(make, of):
    run = run_of(of(make(code="GKPLG001", name="broken-plugin"), make(code="GKPLG001", name="broken-plugin")))
    assert run["tool"]["driver"]["rules"] == [{"id": "GKPLG001", "name": "broken-plugin"}]
    assert {descriptor(run, each)["name"] for each in run["results"]} == {"broken-plugin"}


def test_if_one_is_waived_all_say_whether_they_are(make, of):
    run = run_of(of(make(), make(outcome=Outcome.WAIVED), make(known=True)))
    assert [each["suppressions"] for each in run["results"]] == [
        [],
        [{"kind": "external", "justification": "waived by Board until 31 March 2020: as printed"}],
        [{"kind": "external", "justification": "known to the baseline"}],
    ]
    assert [(each["kind"], each["level"]) for each in run["results"]] == [("fail", "warning")] * 3


def test_an_explanation_is_a_paragraph_of_its_own(make, of):
    (result,) = run_of(of(make("It {is}.", explanation="So [it](is).")))["results"]
    assert result["message"] == {"text": "It {{is}}.\n\nSo \\[it\\](is)."}


def test_a_file_elsewhere_has_an_absolute_uri_and_no_line_no_region(make, of):
    (result,) = run_of(of(make(file="/else where/x.yaml")))["results"]
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "file:///else%20where/x.yaml"}
    }


def test_a_file_that_could_not_be_read_is_a_notification_for_each_of_its_problems(of):
    problems = (Problem("no {title}", "", "x.yaml", 3, 5), Problem("cannot be read", "", "x.yaml"))
    (invocation,) = run_of(of(unread=(Unread("x.yaml", problems),)))["invocations"]
    artifact = {"uri": "x.yaml", "uriBaseId": "%SRCROOT%"}
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"] == [
        {
            "level": "error",
            "message": {"text": "no {{title}}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": artifact,
                        "region": {"startLine": 3, "startColumn": 5},
                    }
                }
            ],
        },
        {
            "level": "error",
            "message": {"text": "cannot be read"},
            "locations": [{"physicalLocation": {"artifactLocation": artifact}}],
        },
    ]


def test_a_register_with_nothing_to_check_is_a_notification(kit, loaded):
    rules = tuple((rule, kit.origin(rule)) for rule in kit.rules.values())
    checked = Checked(loaded("register: r\ntitle: T\n", "x.yaml"), (), rules=rules)
    (invocation,) = run_of(Results(checked=(checked,)))["invocations"]
    assert invocation["executionSuccessful"] is True
    (notification,) = invocation["toolExecutionNotifications"]
    assert (notification["level"], notification["message"]) == ("note", {"text": "nothing to check"})
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "x.yaml"


@pytest.fixture(scope="session")
def multitool(from_npm):
    """The folder of the SARIF Multitool and the schema it validates by, from OASIS."""
    folder = from_npm("@microsoft/sarif-multitool@5") / "node_modules" / "@microsoft"
    found = [each for each in folder.iterdir() if (each / "sarif-2.1.0.json").exists()]
    if not found:
        pytest.skip("the SARIF Multitool has no program for this machine")
    return found[0]


@pytest.fixture(scope="session")
def valid(multitool):
    schema = json.loads((multitool / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)

    def check(results, root=ROOT):
        log = json.loads(sarif_findings(results, root))
        assert [error.message for error in validator.iter_errors(log)] == []

    return check


@pytest.mark.sarif
def test_sample_registers_and_a_file_that_was_not_read_make_valid_sarif(checked_files, valid):
    results = checked_files(*(file.name for file in sorted(ROOT.iterdir())))
    unread = Unread("x.yaml", (Problem("no title", "", "x.yaml", 3, 5), Problem("gone", "", "x.yaml")))
    valid(attrs.evolve(results, unread=(unread,)))


@pytest.mark.sarif
@given(
    st.tuples(
        st.text(st.characters(codec="utf-8")),
        st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1),
        st.none() | st.integers(1, 9),
        st.sampled_from(Outcome),
    )
)
def test_any_finding_makes_valid_sarif(make, of, valid, drawn):
    message, file, line, outcome = drawn
    finding = make(message, ref=message, file=file, line=line, column=line, outcome=outcome)
    valid(of(finding))


@pytest.mark.sarif
def test_the_multitool_misses_nothing_but_addresses_and_what_is_a_matter_of_taste(
    checked_files, multitool, tmp_path
):
    results = checked_files("audit-actions-2016.yaml", "board-actions-2019.yaml", "cambs-2019.yaml")
    unread = Unread("x.yaml", (Problem("no title", "", "x.yaml", 3, 5),))
    log = tmp_path / "findings.sarif"
    log.write_text(sarif_findings(attrs.evolve(results, unread=(unread,)), ROOT), encoding="utf-8")
    program = multitool / "Sarif.Multitool"
    program.chmod(0o755)
    told = subprocess.run(
        [program, "validate", log, "--rule-kind", "Sarif;Gh;Ghas", "--level", "Error;Warning"],
        env={"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "Analysis completed successfully" in told.stdout
    # The distribution names no address of the web, so there is none to give.
    complaints = [line for line in told.stdout.splitlines() if " error " in line or " warning " in line]
    assert [line.split(": ")[1].split(" ")[-1] for line in complaints] == ["SARIF2005"]
