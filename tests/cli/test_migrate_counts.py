"""What ``govkit migrate`` counts: to confirm, confirmed, under the scheme already, not continued."""

import json
import shutil
from pathlib import Path

import pytest

from govkit.cli.app import run

EXAMPLES = Path(__file__).parents[2] / "examples"
TO = ("--to", "cambs-2019")
OWASP = (
    *("skill-level", "motive", "opportunity", "size"),
    *("ease-of-discovery", "ease-of-exploit", "awareness", "intrusion-detection"),
    *("loss-of-confidentiality", "loss-of-integrity", "loss-of-availability", "loss-of-accountability"),
)
NUMBER = ("--likelihood", "number", "--impact", "number")
DECIDED = (
    "register: cambs-2016\nto: cambs-2019\ndecisions:\n"
    "- {ref: R3.1, assessment: current, levels: {likelihood: 3, impact: 4}, by: A, why: B, on: 2019-08-13}\n"
)


@pytest.fixture
def out_of(tmp_path, monkeypatch, capsys):
    for name in ("cambs-2016.yaml", "cambs-2019.yaml"):
        shutil.copy(EXAMPLES / "registers" / name, tmp_path)
    (tmp_path / "map.yaml").write_text("R3.1: SR3.1\n", encoding="utf-8")
    (tmp_path / "decided.yaml").write_text(DECIDED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def call(file, *arguments, code=0):
        assert run(["migrate", file, *arguments]) == code
        out, err = capsys.readouterr()
        return out if code == 0 else err

    return call


def test_with_a_map_risks_that_do_not_continue_are_not_still_to_be_confirmed(out_of):
    arguments = (*TO, "--map", "map.yaml", "--decisions", "decided.yaml", "-o")
    assert out_of("cambs-2016.yaml", *arguments, "new.yaml").splitlines() == [
        "new.yaml: 1 assessment confirmed under cambs-2019",
        "still under another scheme, 1: R3.1/inherent",
        "not continued, and left as they are: 36 assessments",
    ]
    path = Path("decided.yaml")
    text = path.read_text() + path.read_text().partition("decisions:\n")[2].replace("current", "inherent")
    path.write_text(text)
    assert out_of("cambs-2016.yaml", *arguments, "all.yaml").splitlines() == [
        "all.yaml: 2 assessments confirmed under cambs-2019",
        "not continued, and left as they are: 36 assessments",
        (
            "every assessment that continues is under cambs-2019; the register itself names cambs-2016: set scheme to "
            "cambs-2019 once new risks are to be assessed under it"
        ),
    ]


def test_a_map_that_does_not_fit_is_refused_with_decisions_too(out_of):
    Path("wrong.yaml").write_text("R9: SR3.1\n")
    arguments = (*TO, "--map", "wrong.yaml", "--decisions", "decided.yaml", "-o", "new.yaml")
    assert out_of("cambs-2016.yaml", *arguments, code=2) == (
        "govkit: the ref map wrong.yaml cannot be used: 1 problem\n"
        '  wrong.yaml:1:5: the earlier edition has no risk "R9"\n'
    )
    assert not Path("new.yaml").exists()


def test_what_was_applied_is_told_to_programs_too(out_of):
    arguments = (
        *TO,
        "--map",
        "map.yaml",
        "--decisions",
        "decided.yaml",
        "-o",
        "new.yaml",
        "--format",
        "json",
    )
    data = json.loads(out_of("cambs-2016.yaml", *arguments))
    assert len(data.pop("not_continued")) == 36
    assert {each["distribution"] for each in data.pop("plugins")} == {"govkit"}
    assert data == {
        "register": "cambs-2016",
        "to": {"id": "cambs-2019", "version": "2019-08"},
        "file": "new.yaml",
        "confirmed": ["R3.1/current"],
        "confirmed_already": [],
        "unconfirmed": ["R3.1/inherent"],
    }
    data = json.loads(out_of("new.yaml", *TO, *NUMBER, "--format", "json"))
    assert (data["confirmed"], data["under_it_already"]) == (["R3.1/current"], [])


MORE = (
    "- {ref: R3.1, assessment: inherent, levels: {likelihood: 4, impact: 4}, by: A, why: B, on: 2019-08-14}\n"
)


def test_people_decide_in_instalments_in_one_file_and_what_was_so_already_is_said(out_of):
    apply = (*TO, "--decisions", "decided.yaml", "-o")
    out_of("cambs-2016.yaml", *apply, "first.yaml")
    assert out_of("first.yaml", *apply, "again.yaml").splitlines()[0] == (
        "nothing was decided in decided.yaml: 1 assessment confirmed so already; again.yaml was not written"
    )
    assert not Path("again.yaml").exists()
    Path("decided.yaml").write_text(Path("decided.yaml").read_text() + MORE)
    assert out_of("first.yaml", *apply, "second.yaml").startswith(
        "second.yaml: 1 assessment confirmed under cambs-2019, 1 confirmed so already\n"
    )
    out_of("cambs-2016.yaml", *apply, "at-once.yaml")
    assert Path("second.yaml").read_text() == Path("at-once.yaml").read_text()
    data = json.loads(out_of("second.yaml", *apply, "third.yaml", "--format", "json"))
    assert (data["file"], data["confirmed"]) == (None, [])
    assert data["confirmed_already"] == ["R3.1/current", "R3.1/inherent"]


def test_a_worksheet_that_nobody_filled_in_writes_nothing_and_says_so(out_of, capsys):
    out_of("cambs-2016.yaml", *TO, "--worksheet", "sheet.yaml")
    said = out_of("cambs-2016.yaml", *TO, "--decisions", "sheet.yaml", "-o", "new.yaml")
    assert said.startswith(
        "nothing was decided in sheet.yaml: no decision is filled in; new.yaml was not written\n"
        "still under another scheme, 38: "
    )
    assert "comments" not in capsys.readouterr().err
    assert not Path("new.yaml").exists()


def test_a_day_before_the_edition_is_refused(out_of):
    text = Path("decided.yaml").read_text()
    Path("decided.yaml").write_text(text.replace("2019-08-13", "1999-08-13"))
    assert out_of("cambs-2016.yaml", *TO, "--decisions", "decided.yaml", "-o", "new.yaml", code=2) == (
        "govkit: nothing was confirmed: 1 problem\n"
        "  decided.yaml:4:91: /decisions/0/on: R3.1/current: it is decided on 1999-08-13, which is before the edition "
        "of 2016, to which it is applied; correct on, or the edition\n"
    )


def test_under_the_scheme_it_uses_there_is_nothing_to_do_and_nobody_confirmed_anything(out_of):
    assert out_of("cambs-2016.yaml", "--to", "cambs-2016") == (
        "Strategic risk register, 2016: nothing to do: every assessment is under cambs-2016; compare versions with "
        "govkit schemes diff\n"
    )
    data = json.loads(out_of("cambs-2016.yaml", "--to", "cambs-2016", "--format", "json"))
    assert (data["proposals"], data["confirmed"], len(data["under_it_already"])) == ([], [], 38)


def test_a_register_without_assessments_has_nothing_to_do_either(out_of):
    Path("empty.yaml").write_text("register: e\ntitle: Empty\nrisks: [{ref: R1, title: A}]\n")
    assert out_of("empty.yaml", *TO) == "Empty: nothing to do: no assessment is recorded\n"


def test_what_was_assessed_under_the_scheme_is_counted_apart_from_what_was_confirmed_under_it(out_of):
    out_of("cambs-2016.yaml", *TO, "--decisions", "decided.yaml", "-o", "new.yaml")
    path = Path("new.yaml")
    text = path.read_text()
    assert text.count("  - ref: R1.1\n") == 1
    path.write_text(
        text.replace(
            "  - ref: R1.1\n",
            "  - {ref: R0, title: New, current: {scheme: cambs-2019, levels: {likelihood: 1, impact: 1}}}\n  - ref: R1.1\n",
        )
    )
    head = "37 to confirm, 0 not continued, 1 confirmed already, 1 under it already\n"
    assert out_of("new.yaml", *TO, *NUMBER).split("2019-08: ")[1].startswith(head)


def scheme_file(name, **changes):
    about = {"id": "cambs-2019", "version": "2020", **changes}
    text = "".join(f'{key} = "{value}"\n' for key, value in about.items())
    text += 'title = "T"\nsource = "test"\n'
    text += "".join(f'[[factors]]\nkey = "{key}"\nlevels = ["a", "b"]\n' for key in ("likelihood", "impact"))
    text += '[matrix]\nacross = "likelihood"\nup = "impact"\nrows = [[2, 4], [1, 3]]\n'
    Path(name).write_text(text)


def test_another_version_of_the_scheme_is_told_how_versions_are_compared(out_of):
    scheme_file("next.toml")
    hint = (
        "next.toml is another cambs-2019 (2020) than the one installed (2019-08), and one version takes over from "
        "another without being confirmed: govkit schemes diff cambs-2019 next.toml --register cambs-2019.yaml says which "
        "scores that would change"
    )
    first, second = out_of("cambs-2019.yaml", "--to", "next.toml").splitlines()
    assert "nothing to do: every assessment is under cambs-2019; compare versions" in first
    assert "confirmed already" not in first
    assert second == hint
    assert "installed" not in out_of("cambs-2016.yaml", "--to", "next.toml", *NUMBER)
    scheme_file("own.toml", id="own")
    assert "installed" not in out_of("cambs-2016.yaml", "--to", "own.toml", *NUMBER)


@pytest.mark.parametrize(
    ("more", "named"),
    [
        (("--worksheet", "sheet.yaml"), "--worksheet"),
        (("--intervals", "shares.yaml", *NUMBER), "--intervals and a rule"),
    ],
)
def test_what_proposes_does_not_go_with_decisions(out_of, more, named):
    err = out_of("cambs-2016.yaml", *TO, "--decisions", "decided.yaml", "-o", "new.yaml", *more, code=2)
    assert (
        f"Error: --decisions applies what was decided and proposes nothing; leave out {named}, or ask again for "
        "the register that -o writes\n"
    ) in err
    assert not Path("new.yaml").exists()
    assert not Path("sheet.yaml").exists()


def test_a_decision_of_a_day_to_come_is_refused(out_of):
    arguments = (*TO, "--decisions", "decided.yaml", "-o", "new.yaml", "--as-of")
    assert out_of("cambs-2016.yaml", *arguments, "2019-08-12", code=2) == (
        "govkit: nothing was confirmed: 1 problem\n  decided.yaml:4:91: /decisions/0/on: R3.1/current: it is decided on "
        "2019-08-13, which is after 2019-08-12; nothing is confirmed before it is decided\n"
    )
    assert not Path("new.yaml").exists()
    out_of("cambs-2016.yaml", *arguments, "2019-08-13")
    assert Path("new.yaml").exists()


def test_levels_without_end_go_into_a_note_and_not_into_the_column(out_of):
    levels = ", ".join(f"{key}: 5" for key in OWASP)
    Path("owasp.yaml").write_text(
        "register: o\ntitle: O\nscheme: owasp-rr\nrisks:\n- ref: R1\n  title: A\n"
        f"  current: {{levels: {{{levels}}}}}\n- {{ref: R2, title: B, current: {{levels: {{}}}}}}\n"
    )
    head, *notes = out_of("owasp.yaml", *TO, *NUMBER).split("\n\n- no candidate")
    assert max(map(len, head.splitlines())) < 110
    assert "R2   current     no levels: not rated" in head
    assert "\nR1   current     Medium   " in head
    assert "R1/current was skill-level 5, motive 5, opportunity 5, size 5" in notes[0]
    assert "R2/current was" not in notes[0]
