"""What a register's texts hide, or would do to a terminal, is shown by every command that prints them."""

import pytest

HIDDEN = "turned \\u202eround \\e[31m"
SHOWN = r"turned \u202eround \x1b[31m"
REGISTER = f"""\
register: cambs-2019
title: "T {HIDDEN}"
edition: 2019-08-13
scheme: cambs-2019
objectives:
  - {{ref: O1, title: "{HIDDEN}"}}
bodies:
  - {{ref: B1, title: "{HIDDEN}", kind: board}}
indicators:
  - {{ref: I1, title: "{HIDDEN}", unit: "{HIDDEN}", target: 3}}
risks:
  - ref: SR3.4
    title: "{HIDDEN}"
    statement: "{HIDDEN}"
    objective: O1
    causes: ["{HIDDEN}"]
    executive_lead: "{HIDDEN}"
    current: {{levels: {{likelihood: 4, impact: 5}}, printed: "{HIDDEN}"}}
    target: {{levels: {{likelihood: "{HIDDEN}", impact: 3}}}}
    controls: [{{ref: C1, label: "{HIDDEN}", title: "{HIDDEN}"}}]
    assurances: [{{ref: S1, title: "{HIDDEN}", source: external, covers: [C1]}}]
    actions:
      - {{ref: A1, title: "{HIDDEN}", owner: "{HIDDEN}", deadline: "01/02/2019 {HIDDEN}"}}
      - {{ref: A2, title: "{HIDDEN}", owner: "{HIDDEN}", deadline: 01/02/2019}}
actions:
  - {{ref: "1", title: "{HIDDEN}", owner: "{HIDDEN}", deadline: 01/02/2019}}
"""
OTHER = REGISTER.replace("ref: SR3.4", "ref: SR3.5")


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "s.yaml").write_text(OTHER, encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text(REGISTER.replace("causes", f'"{HIDDEN}"'), encoding="utf-8")


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    "arguments",
    [
        "check r.yaml",
        "check r.yaml --format github",
        "check r.yaml --format junit",
        "rate r.yaml",
        "explain r.yaml SR3.4",
        "baf r.yaml --as-of 2019-10-09",
        "escalations r.yaml --as-of 2019-10-09",
        "calendar r.yaml --as-of 2019-10-09",
        "indicators r.yaml",
        "report r.yaml",
        "report r.yaml --as html",
        "rate wrong.yaml",
    ],
)
def test_hidden_characters_are_shown(govkit_, arguments):
    _, out, err = govkit_(*arguments.split())
    said = out + err
    assert {char for char in said if not char.isprintable()} <= {"\n", "\xad"}
    assert SHOWN in said


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    "arguments",
    [
        "sweep r.yaml --as-of 2019-10-09",
        "why-not r.yaml 1 start",
        "fire r.yaml 1 nothing",
        "state r.yaml --on 2019-10-09",
        "migrate r.yaml --to cambs-2016",
        "diff r.yaml s.yaml",
        "report r.yaml --as md",
        "rate \u202e.yaml",
        "rate r.\u202eyaml",
        "explain r.yaml \u202e",
        "explain \u202e",
    ],
)
def test_nothing_hidden_is_printed(govkit_, arguments):
    _, out, err = govkit_(*arguments.split())
    assert {char for char in out + err if not char.isprintable()} <= {"\n"}
    assert out + err
