"""``govkit migrate``, and ``govkit explain`` of what it leaves."""

import json
import shutil
from importlib import metadata
from pathlib import Path

import pytest

from govkit import Toolkit
from govkit.cli.app import run
from govkit.formats.yaml_file import read, write
from govkit.io import load, save

EXAMPLES = Path(__file__).parents[2] / "examples"
MAP = str(EXAMPLES / "maps" / "cambs-2016-to-2019.yaml")
TO = ("--to", "cambs-2019")
NUMBER = ("--likelihood", "number", "--impact", "number")
LABEL = ("--likelihood", "label", "--impact", "label")


@pytest.fixture
def govkit_(tmp_path, monkeypatch, capsys):
    shutil.copy(EXAMPLES / "registers" / "cambs-2016.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        code = run(["migrate", "cambs-2016.yaml", *arguments])
        return code, *capsys.readouterr()

    return call


@pytest.fixture
def out_of(govkit_):
    def call(*arguments):
        code, out, err = govkit_(*arguments)
        assert (code, err) == (0, "")
        return out

    return call


@pytest.fixture
def proposals(out_of):
    def call(*arguments):
        data = json.loads(out_of(*TO, *arguments, "--format", "json"))
        assert (data["register"], data["to"]) == ("cambs-2016", {"id": "cambs-2019", "version": "2019-08"})
        assert "scheme-cambs-2019" in [each["name"] for each in data["plugins"]]
        return data["proposals"]

    return call


def one(found, ref, phase="current"):
    return [each for each in found if (each["ref"], each["assessment"]) == (ref, phase)]


def test_by_number_as_json(proposals):
    found = proposals(*NUMBER)
    assert len(found) == 38
    (proposal,) = one(found, "R3.1")
    explanation = proposal["from"].pop("explanation")
    assert explanation.startswith("Likelihood 3 Probable and impact 3 Significant make 9")
    assert proposal == {
        "ref": "R3.1",
        "later": "R3.1",
        "assessment": "current",
        "rules": {"likelihood": "number", "impact": "number"},
        "from": {
            "scheme": {
                "id": "cambs-2016",
                "version": "2016",
                "origin": f"govkit {metadata.version('govkit')}",
            },
            "levels": {"likelihood": 3, "impact": 3},
            "value": 9,
            "band": None,
            "within_tolerance": None,
        },
        "evaluated": True,
        "candidates": [
            {
                "levels": {"likelihood": 3, "impact": 3},
                "value": 13,
                "band": "Medium",
                "within_tolerance": True,
            }
        ],
        "notes": [
            "impact was not assessed per category, so each candidate has one level for all",
            "cambs-2016 has no bands, so a change of band cannot be told",
            "cambs-2016 sets no tolerance, so a change of side cannot be told",
            "by number: its current order against R4.2 is the other way round",
        ],
    }


def test_by_label_as_json(proposals):
    (proposal,) = one(proposals(*LABEL), "R3.1")
    assert proposal["candidates"] == [
        {"levels": {"likelihood": 5, "impact": 4}, "value": 23, "band": "Critical", "within_tolerance": False}
    ]


def test_rules_of_several_factors_go_together_in_order(proposals):
    found = one(proposals(*NUMBER, *LABEL), "R3.1")
    assert [each["rules"]["impact"] for each in found] == ["number", "label"]
    assert [each["candidates"][0]["value"] for each in found] == [13, 23]
    said = (
        "the rules disagree: 13, Medium, within tolerance by number; 23, Critical, above tolerance by label"
    )
    assert [each["notes"][-1] for each in found] == [said, said]


def test_one_rule_goes_with_each_of_the_other_factor(proposals):
    found = one(
        proposals("--likelihood", "number", "--likelihood", "label", "--rule", "impact=number"), "R3.1"
    )
    assert [each["rules"] for each in found] == [
        {"likelihood": "number", "impact": "number"},
        {"likelihood": "label", "impact": "number"},
    ]


def test_without_rules_all_of_them_are_set_side_by_side(proposals, out_of):
    assert [each["rules"] for each in one(proposals(), "R3.1")] == [
        {"likelihood": "label", "impact": "label"},
        {"likelihood": "number", "impact": "number"},
        {"likelihood": "probability", "impact": "label"},
        {"likelihood": "probability", "impact": "number"},
    ]
    out = out_of(*TO)
    assert out.startswith(
        "Strategic risk register, 2016, under cambs-2019 2019-08: 38 to confirm, 0 not continued, 0 confirmed already"
        "\n\nA  by label\nB  by number\n"
    )
    (line,) = [each for each in out.splitlines() if each.startswith("R3.1 ") and "current" in each]
    assert line.split()[1:-2] == [
        *("current", "likelihood", "3,", "impact", "3:", "9"),
        *("23", "above", "13", "within", "?", "?"),
    ]
    numbered = dict(each.split(maxsplit=1) for each in out.splitlines() if each[:3].strip().isdigit())
    assert numbered[line.split()[-1]] == (
        "the rules disagree: 23, Critical, above tolerance by label; 13, Medium, within tolerance by number"
    )
    assert numbered[line.split()[-2]] == "B: by number: its current order against R4.2 is the other way round"
    assert "all cambs-2016 sets no tolerance, so a change of side cannot be told\n" in out


def test_probability_is_not_offered_where_no_scheme_states_any(tmp_path, govkit_, capsys):
    shutil.copy(EXAMPLES / "registers" / "cambs-2019.yaml", tmp_path)
    Path("other.toml").write_text(
        'id = "two"\nversion = "1"\ntitle = "T"\nsource = "test"\n'
        '[[factors]]\nkey = "likelihood"\nlevels = ["Possible"]\n'
        '[[factors]]\nkey = "impact"\nlevels = ["Minor"]\n'
        '[matrix]\nacross = "likelihood"\nup = "impact"\nrows = [[1]]\n'
    )
    assert run(["migrate", "cambs-2019.yaml", "--to", "other.toml"]) == 0
    out = capsys.readouterr().out
    assert "\nA  by label\nB  by number\n\nref " in out
    (line,) = [each for each in out.splitlines() if each.startswith("SR2.1") and "current" in each]
    assert " 1  -  " in line
    assert " above" not in line.split("tolerance")[1]


def test_the_map_says_which_risks_continue(proposals, out_of):
    found = proposals(*NUMBER, "--map", MAP)
    assert one(found, "R3.3")[0]["later"] == "SR3.2"
    (ended,) = one(found, "R1.2")
    assert (ended["later"], ended["candidates"]) == (None, [])
    assert ended["notes"] == ["not continued: the map names no later risk for it"]
    out = out_of(*TO, *NUMBER, "--map", MAP)
    assert "28 to confirm, 10 not continued" in out
    assert "\nR3.3 → SR3.2  current" in out


def test_probabilities_may_be_supplied(proposals):
    Path("shares.yaml").write_text(
        "cambs-2019:\n  likelihood:\n    Unlikely: [0, 0.2]\n    Possible: [0.2, 0.4]\n    '3': [0.4, 0.6]\n"
        "    More likely than not: [0.6, 0.8]\n    Probable: [0.8, 1]\n"
    )
    arguments = ("--likelihood", "probability", "--impact", "number", "--intervals", "shares.yaml")
    (proposal,) = one(proposals(*arguments), "R3.1")
    assert [each["value"] for each in proposal["candidates"]] == [9, 13]
    assert len(one(proposals("--intervals", "shares.yaml"), "R3.1")) == 4


def test_what_is_wrong_in_tables_and_probabilities_has_its_line_and_is_listed_at_once(govkit_):
    Path("table.yaml").write_text("Remot: Unlikely\n'2': [Possible, Frequent]\n")
    Path("shares.yaml").write_text(
        "cambs-2019:\n  likelihood:\n    '9': [0, 0.2]\n    '1': [0.4, 0.5]\n    Unlikely: [0, 0.1]\n"
        "    '03': [0, 0.1]\n  speed: {a: [0, 1]}\ncambs-2020: {a: {b: [0, 1]}}\n"
    )
    known = "known: 1 Unlikely, 2 Possible, 3 Likely, 4 More likely than not, 5 Probable"
    arguments = ("--likelihood", "table.yaml", "--rule", "speed=number", "--intervals", "shares.yaml")
    code, out, err = govkit_(*TO, *arguments)
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "govkit: the mapping cannot be used: 9 problems",
        '  cambs-2019 has no factor "speed"; known: likelihood, impact',
        "  no rule is given for impact",
        f'  shares.yaml:3:10: /cambs-2019/likelihood/9: the new likelihood has no level "9"; {known}',
        (
            '  shares.yaml:5:15: /cambs-2019/likelihood/Unlikely: the new likelihood "Unlikely" is the level "1", which '
            "has a probability already"
        ),
        f'  shares.yaml:6:11: /cambs-2019/likelihood/03: the new likelihood has no level "03"; {known}',
        (
            '  shares.yaml:7:10: /cambs-2019/speed: probabilities are given for "speed", no factor of cambs-2019; '
            "known: likelihood, impact"
        ),
        (
            '  shares.yaml:8:13: /cambs-2020: probabilities are given for the scheme "cambs-2020"; did you mean '
            '"cambs-2019"?'
        ),
        '  table.yaml:1:8: /Remot: the old likelihood has no level "Remot"; known: 1 Remote, 2 Possible, 3 Probable, 4 More likely than not',
        f'  table.yaml:2:17: /2/1: the new likelihood has no level "Frequent"; {known}',
    ]


def test_probabilities_that_are_left_empty_or_run_backwards_are_not_taken_for_some(govkit_):
    Path("shares.yaml").write_text("cambs-2019:\n  impact: {}\n  likelihood: {'1': [0.4, 0.2]}\n")
    due = "two ends from 0 to 1 are due here, in a list, lower first, by scheme, factor and level"
    assert govkit_(*TO, "--intervals", "shares.yaml") == (
        2,
        "",
        (
            "govkit: shares.yaml was not loaded: 2 problems\n"
            f"  shares.yaml:2:11: /cambs-2019/impact: {due}\n"
            f"  shares.yaml:3:21: /cambs-2019/likelihood/1: {due}\n"
        ),
    )


def test_what_was_decided_later_stands_beside_the_proposals(out_of, proposals, tmp_path):
    later = str(EXAMPLES / "registers" / "cambs-2019.yaml")
    rules = ("--likelihood", "label", "--likelihood", "number", "--impact", "label", "--impact", "number")
    said = out_of(*TO, "--map", MAP, "--decided", later, *rules)
    row = "R3.1 → SR3.1  current     likelihood 3, impact 3: 9   23 above  13 within  18 above  10 3"
    assert row in said.splitlines()
    assert (
        "R3.2          current     likelihood 2, impact 2: 4                                  5"
        in said.splitlines()
    )
    assert "of 28 that were decided, a rule alone finds the levels: A 3, B 11" in said.splitlines()
    found = proposals("--map", MAP, "--decided", later, *NUMBER)
    assert one(found, "R3.1")[0]["decided"]["value"] == 18
    assert one(found, "R3.2")[0]["decided"] is None
    assert "decided" not in one(proposals("--map", MAP, *NUMBER), "R3.1")[0]


def test_what_was_decided_under_another_scheme_or_cannot_be_rated_is_shown_as_that(out_of, proposals):
    Path("later.yaml").write_text(
        "register: later\ntitle: T\nrisks:\n"
        "- {ref: R3.1, title: A, current: {scheme: cambs-2016, levels: {likelihood: 3, impact: 3}}}\n"
        "- {ref: R3.2, title: B, current: {scheme: cambs-2019, levels: {likelihood: 9, impact: 3}}}\n"
    )
    said = out_of(*TO, "--decided", "later.yaml", *NUMBER)
    assert "R3.1  current     likelihood 3, impact 3: 9   13 within  9 (cambs-2016)  " in said
    assert "R3.2  current     likelihood 2, impact 2: 4   5 within   not rated       " in said
    assert "of 0 that were decided, a rule alone finds the levels: A 0\n" in said
    found = proposals("--decided", "later.yaml", *NUMBER)
    assert one(found, "R3.2")[0]["decided"] is None


def test_a_factor_of_another_name_is_hinted_at_and_may_take_the_place(out_of):
    to = ("--to", "npsa-5x5")
    hint = "if consequence takes the place of impact, say so: --factor consequence=impact"
    assert out_of(*to).splitlines()[-1] == hint
    said = out_of(*to, "--factor", "consequence=impact")
    assert "all consequence takes the levels of impact\n" in said
    assert "--factor" not in said
    assert "\nR3.1  current     likelihood 3, impact 3: 9   -   9   ?  ?  1 2\n" in said


def test_probability_goes_with_a_factor_of_another_name(out_of):
    said = out_of("--to", "mil-std-882d", "--factor", "probability=likelihood", "--factor", "severity=impact")
    assert "\nD  severity by number, probability by probability\n" in said
    assert (
        "the rules disagree: 16, Medium by number; 13, Medium (severity by number, probability by probability)"
        in said
    )


def test_which_of_several_factors_take_whose_place_is_not_guessed(out_of):
    assert out_of("--to", "fmea-rpn").splitlines()[-1] == (
        "if severity or occurrence or detection takes the place of likelihood or impact, say so: --factor NEW=OLD"
    )


def test_a_file_may_be_the_rule(proposals, out_of):
    Path("likelihood.yaml").write_text("Remote: Unlikely\n'2': 2\nProbable: [Likely, 4]\n")
    arguments = ("--likelihood", "likelihood.yaml", "--impact", "number")
    (proposal,) = one(proposals(*arguments), "R3.1")
    assert [each["value"] for each in proposal["candidates"]] == [13, 17]
    assert proposal["rules"]["likelihood"] == "likelihood.yaml"
    assert "13 within or 17 above" in out_of(*TO, *arguments)


def test_an_assessment_that_cannot_be_rated_is_shown_with_its_reason(proposals, out_of):
    path = Path("cambs-2016.yaml")
    path.write_text(path.read_text().replace("current: {levels: {likelihood: 2, impact: 3}, printed: 6}", "current: {levels: {likelihood: 7, impact: {a: 3}}, scheme: x}", 1))  # fmt: skip
    (proposal,) = one(proposals(*NUMBER), "R1.1")
    assert proposal["from"] == {
        "scheme": {"id": "x", "version": None},
        "levels": {"likelihood": 7, "impact": {"a": 3}},
        "value": None,
        "band": None,
        "within_tolerance": None,
        "explanation": None,
    }
    assert proposal["notes"] == [
        f'not evaluated: the scheme "x" is not loaded; known: {", ".join(Toolkit.installed().schemes)}'
    ]
    assert "likelihood 7, impact {a: 3}: not rated  ?" in out_of(*TO, *NUMBER)


def decide(**decisions):
    """Fill in worksheet.yaml: per ref and phase, levels."""
    path = Path("worksheet.yaml")
    data = read(path.read_text(), "worksheet").data
    for entry in data["decisions"]:
        name = f"{entry['ref']}/{entry['assessment']}"
        levels = decisions.get(name, decisions.get("everything"))
        if levels is not None:
            entry.update(levels=levels, by="Audit Committee", why="as printed", on="2019-08-13")
    path.write_text(write(data))


def test_what_people_decide_is_written_to_a_new_file(govkit_, out_of, capsys):
    before = Path("cambs-2016.yaml").read_bytes()
    out_of(*TO, "--worksheet", "worksheet.yaml")
    decide(**{"R3.1/current": {"likelihood": 3, "impact": 4}})
    code, out, err = govkit_(*TO, "--decisions", "worksheet.yaml", "-o", "new.yaml")
    assert code == 0
    assert err == ""
    first = before.decode().splitlines()[0]
    assert (first[0], Path("new.yaml").read_text().splitlines()[0]) == ("#", first)
    assert out.startswith(
        "new.yaml: 1 assessment confirmed under cambs-2019\nstill under another scheme, 37: R1.1/inherent R1.1/current "
    )
    assert Path("cambs-2016.yaml").read_bytes() == before
    assert run(["explain", "new.yaml", "R3.1", "--as-of", "2019-10-09"]) == 0
    story = capsys.readouterr().out
    assert "Current: 18, Medium-high, above tolerance\n" in story
    assert (
        "  Until 2019-08-13: 9, under cambs-2016; the scheme changed, so the two are not compared.\n" in story
    )
    assert run(["diff", "cambs-2016.yaml", "new.yaml"]) == 0
    assert "R3.1  not comparable (change of scheme)\n" in capsys.readouterr().out
    assert run(["migrate", "new.yaml", *TO, *NUMBER]) == 0
    assert "37 to confirm, 0 not continued, 1 confirmed already" in capsys.readouterr().out
    for command in (["report", "new.yaml"], ["rate", "new.yaml"], ["baf", "new.yaml"]):
        assert run(command) == 0
        assert "18" in capsys.readouterr().out


def test_once_everything_is_confirmed_it_is_said_what_is_left_to_do(govkit_, out_of, capsys):
    out_of(*TO, "--worksheet", "worksheet.yaml")
    decide(everything={"likelihood": 2, "impact": 2})
    code, out, _ = govkit_(*TO, "--decisions", "worksheet.yaml", "-o", "new.yaml")
    assert (code, out) == (
        0,
        (
            "new.yaml: 38 assessments confirmed under cambs-2019\n"
            "every assessment is under cambs-2019; the register itself names cambs-2016: set scheme to cambs-2019 once "
            "new risks are to be assessed under it\n"
        ),
    )
    assert run(["migrate", "new.yaml", *TO]) == 0
    assert capsys.readouterr().out == (
        "Strategic risk register, 2016, under cambs-2019 2019-08: 0 to confirm, 0 not continued, 38 confirmed already\n"
    )


def test_with_the_register_s_scheme_changed_by_hand_nothing_is_left_to_say(govkit_, out_of):
    path = Path("cambs-2016.yaml")
    text = path.read_text().replace("scheme: cambs-2016\n", "scheme: cambs-2019\n", 1)
    head, risks = text.split("risks:\n", 1)
    first, *_ = risks.split("  - ref: R1.2")
    first = first.replace("printed: 9}", "scheme: cambs-2016}").replace("printed: 6}", "scheme: cambs-2016}")
    path.write_text(
        "\n".join(line for line in f"{head}risks:\n{first}".splitlines() if not line.startswith("#"))
    )
    out_of(*TO, "--worksheet", "worksheet.yaml")
    decide(everything={"likelihood": 2, "impact": 2})
    assert out_of(*TO, "--decisions", "worksheet.yaml", "-o", "new.yaml") == (
        "new.yaml: 2 assessments confirmed under cambs-2019\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--to", "cambs-2091"), 'there is no scheme "cambs-2091"; did you mean "cambs-2019"?'),
        ((*TO, "--likelihood", "numbr"), 'there is no rule "numbr"; did you mean "number"?, or a .yaml file'),
        ((*TO, "--likelihood", "number"), "the mapping cannot be used: no rule is given for impact"),
        ((*TO, *NUMBER, "--rule", "speed=label"), 'the mapping cannot be used: cambs-2019 has no factor "speed"; known: likelihood, impact'),
        (
            (*TO, *NUMBER, *LABEL, "--impact", "key"),
            "the mapping cannot be used: likelihood has 2 and impact has 3 rules; give each factor one rule, or all the same number",
        ),
        ((*TO, "--worksheet", "cambs-2016.yaml"), "cambs-2016.yaml was not written: it is the register itself; name another file"),
        ((*TO, "--worksheet", "there.yaml"), "there.yaml was not written: it is there already; name another file"),
        ((*TO, "--worksheet", "no/where.yaml"), "no/where.yaml was not written: No such file or directory"),
        ((*TO, "--decisions", "none.yaml", "-o", "o.yaml"), "none.yaml was not loaded: 1 problem\n  none.yaml: cannot be read: No such file or directory"),
        ((*TO, "--decisions", "there.yaml", "-o", "o.yaml"), 'nothing was confirmed: 1 problem\n  there.yaml:1:11: /register: the decisions are about the register "x", not "cambs-2016"'),
        ((*TO, "--decisions", "to.yaml", "-o", "o.yaml"), 'nothing was confirmed: 1 problem\n  to.yaml:2:5: /to: the decisions are about the scheme "x", not "cambs-2019"'),
        ((*TO, "--decisions", "none.txt", "-o", "o.yaml"), "none.txt was not loaded: 1 problem\n  none.txt: cannot be read: it is not UTF-8"),
        ((*TO, "--decisions", "ok.yaml", "-o", "cambs-2016.yaml"), "cambs-2016.yaml was not written: it is the register itself; name another file"),
        ((*TO, "--likelihood", "list.yaml"), "list.yaml was not loaded: 1 problem\n  list.yaml:1:1: a map from old to new levels is due here"),
        ((*TO, "--likelihood", "bad.yaml"), "bad.yaml was not loaded: 2 problems\n  bad.yaml:1:4: /a: a level is due here, or a list of levels\n  bad.yaml:2:4: /b: a level is due here, or a list of levels"),
        ((*TO, "--intervals", "list.yaml"), "list.yaml was not loaded: 1 problem\n  list.yaml:1:1: two ends from 0 to 1 are due here, in a list, lower first, by scheme, factor and level"),
        ((*TO, "--intervals", "ends.yaml"), "ends.yaml was not loaded: 3 problems\n  ends.yaml:1:12: /s/f/a: two ends from 0 to 1 are due here, in a list, lower first, by scheme, factor and level\n  ends.yaml:1:25: /s/f/b: two ends from 0 to 1 are due here, in a list, lower first, by scheme, factor and level\n  ends.yaml:1:33: /s/f/c: two ends from 0 to 1 are due here, in a list, lower first, by scheme, factor and level"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_in_a_sentence(govkit_, arguments, message):
    Path("there.yaml").write_text("register: x\nto: cambs-2019\n")
    Path("to.yaml").write_text("register: cambs-2016\nto: x\n")
    Path("ok.yaml").write_text("register: cambs-2016\nto: cambs-2019\n")
    Path("none.txt").write_bytes(b"\xff")
    Path("list.yaml").write_text("- a\n")
    Path("bad.yaml").write_text("a: null\nb: [1, {}]\n")
    Path("ends.yaml").write_text("s: {f: {a: [0, 1.5], b: [0], c: x}}\n")
    assert govkit_(*arguments) == (2, "", f"govkit: {message}\n")
    assert not Path("o.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--decisions", "x.yaml"),
            "--decisions and -o go together: what to apply, and where to write the result",
        ),
        (("-o", "x.yaml"), "--decisions and -o go together: what to apply, and where to write the result"),
        (("--rule", "impact"), '"impact" is no rule of a factor; write FACTOR=RULE'),
        (("--factor", "harm"), '"harm" names no two factors; write NEW=OLD'),
        (("--factor", "=impact"), '"=impact" names no two factors; write NEW=OLD'),
        (("--factor", "a=b", "--factor", "a=c"), '"a" takes the place of b and c; name one'),
    ],
)
def test_a_wrong_call_is_told_how_it_is_right(govkit_, arguments, message):
    code, out, err = govkit_(*TO, *arguments)
    assert (code, out) == (2, "")
    assert f"Error: {message}\n" in err


def test_more_mappings_than_letters_are_named_by_number(out_of):
    many = [part for _ in range(27) for part in NUMBER]
    out = out_of(*TO, *many)
    assert "\nZ  by number\nM27  by number\n" in out


def test_explain_says_why_an_earlier_assessment_is_not_rated(tmp_path, capsys):
    path = tmp_path / "r.yaml"
    path.write_text(
        "register: r\ntitle: T\nscheme: cambs-2019\nrisks:\n- ref: R1\n  title: A\n"
        "  current: {levels: {likelihood: 2, impact: 2}}\n"
        "  earlier:\n"
        "  - {phase: current, until: '2018-01-01', assessment: {levels: {likelihood: 2, impact: 3}, scheme: cambs-2019}}\n"
        "  - {phase: current, assessment: {levels: {likelihood: 2, impact: 3}}}\n"
        "  - {phase: target, assessment: {levels: {likelihood: 2, impact: 3}, scheme: cambs-2016}}\n"
    )
    assert run(["explain", str(path), "R1", "--as-of", "2019-10-09"]) == 0
    out = capsys.readouterr().out
    assert "\n  Until 2018-01-01: 9, Medium, within tolerance, under cambs-2019.\n" in out
    assert (
        "\n  Earlier: not rated, no scheme is named, neither by the assessment nor by the register.\n" in out
    )
    assert "\nTarget: not assessed\n  Earlier: 6, under cambs-2016.\n" in out


def test_comments_that_are_lost_are_said(out_of, capsys):
    out_of(*TO, "--worksheet", "worksheet.yaml")
    decide(**{"R3.1/current": {"likelihood": 3, "impact": 4}})
    save(load("cambs-2016.yaml"), "r.toml")
    Path("r.toml").write_text("# mine\n" + Path("r.toml").read_text())
    assert run(["migrate", "r.toml", *TO, "--decisions", "worksheet.yaml", "-o", "new.toml"]) == 0
    err = capsys.readouterr().err
    assert err == "govkit: warning: r.toml: its comments and layout are not kept in new.toml\n"
