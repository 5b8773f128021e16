"""Comparing editions at the command line: ref maps in every format, and what to beware of."""

import json

import pytest

from govkit.cli.app import run

DAY = ("--as-of", "2019-10-09")
EDITION = """register: {ref}
title: {ref}
edition: {edition}
scheme: cambs-2019
risks:
  - {{ref: L1, title: {first}, current: {{levels: {{likelihood: 2, impact: 2}}}}}}
  - {{ref: L2, title: Fire, current: {{levels: {{likelihood: 2, impact: 2}}}}}}
  - {{ref: {third}, title: Flood, current: {{levels: {{likelihood: 2, impact: 2}}}}}}
"""
DUE = "a map from earlier to later refs is due here, but"
LINE = "write a line for each risk that continues, its earlier ref and its later one"


@pytest.fixture
def call(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, edition, first, third in (
        ("spring", "April 2019", "Storm", "L3"),
        ("autumn", "2019-10-01", "Gale", "L4"),
    ):
        text = EDITION.format(ref=name, edition=edition, first=first, third=third)
        (tmp_path / f"{name}.yaml").write_text(text)

    def call(*arguments, **files):
        for name, content in files.items():
            (tmp_path / name.replace("__", ".")).write_text(content)
        code = run(list(arguments))
        return code, *capsys.readouterr()

    return call


COMPARING = pytest.mark.parametrize(
    "command",
    [
        lambda first, second: ("diff", first, second),
        lambda first, second: ("report", second, "--before", first, *DAY),
        lambda first, second: ("explain", second, "L2", "--before", first, *DAY),
    ],
    ids=["diff", "report", "explain"],
)


def test_text_says_which_fields_are_worded_otherwise(call):
    code, out, err = call("diff", "spring.yaml", "autumn.yaml")
    assert (code, err) == (0, "")
    assert out == "new: L4\nclosed: L3\nL1  stayed\n  changed: title\nL2  stayed\n"


@COMPARING
def test_refs_of_both_editions_that_the_map_leaves_out_are_told(call, command):
    arguments = (*command("spring.yaml", "autumn.yaml"), "--map", "map.yaml")
    code, _, err = call(*arguments, map__yaml="L3: L4")
    assert code == 0
    assert err == (
        "govkit: warning: L1, L2 are in both editions and not in the map; map them (L1: L1), or they count "
        "as new and closed\n"
    )
    assert call(*arguments, map__yaml="L1: L1\nL3: L4")[2] == (
        "govkit: warning: L2 is in both editions and not in the map; map it (L2: L2), or it counts as new "
        "and closed\n"
    )
    assert call(*arguments, map__yaml="L1: L2\nL2: L1\nL3: L4")[2] == ""


def test_refs_that_the_map_leaves_out_are_listed_in_json_and_many_are_cut_in_the_sentence(call, tmp_path):
    risks = ", ".join(f"{{ref: R{n}, title: T}}" for n in range(13))
    (tmp_path / "many.yaml").write_text(f"register: r\ntitle: T\nrisks: [{{ref: A, title: T}}, {risks}]")
    arguments = ("diff", "many.yaml", "many.yaml", "--map", "map.yaml", "--format", "json")
    _, out, err = call(*arguments, map__yaml="A: A")
    assert json.loads(out)["unmapped_in_both"] == [f"R{n}" for n in range(13)]
    assert "R10, R11 … are in both editions" in err
    assert json.loads(call(*arguments[:3], "--format", "json")[1])["unmapped_in_both"] == []


@COMPARING
def test_editions_that_changed_places_are_told(call, command):
    code, _, err = call(*command("autumn.yaml", "spring.yaml"))
    assert code == 0
    assert err == (
        "govkit: warning: the edition taken for the earlier one is of 2019-10-01, the later one of April 2019; "
        "have they changed places?\n"
    )


@pytest.mark.parametrize("edition", ["Date Req", "2019-10-02"])
def test_editions_in_order_or_without_a_readable_date_are_not_doubted(call, tmp_path, edition):
    file = tmp_path / "spring.yaml"
    file.write_text(file.read_text().replace("April 2019", edition))
    assert call("diff", "autumn.yaml", "spring.yaml")[2] == ""
    file.write_text("register: r\ntitle: T\n")
    assert call("diff", "autumn.yaml", "spring.yaml")[2] == ""
    assert call("diff", "spring.yaml", "autumn.yaml")[2] == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("map.yaml", "L1: L1\nL2: L2\nL3: L4\n"),
        ("map.yml", "L1: L1\nL2: L2\nL3: L4\n"),
        ("map.json", '{"L1": "L1", "L2": "L2", "L3": "L4"}'),
        ("map.toml", 'L1 = "L1"\nL2 = "L2"\nL3 = "L4"\n'),
    ],
)
def test_a_map_may_be_of_every_format(call, name, content):
    code, out, err = call(
        "diff", "spring.yaml", "autumn.yaml", "--map", name, **{name.replace(".", "__"): content}
    )
    assert (code, err) == (0, "")
    assert out.startswith("new: none\nclosed: none\n")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("map.yaml", "", f"map.yaml:1:1: {DUE} there is nothing in it; {LINE}"),
        ("map.yaml", "# later\n", f"map.yaml:1:1: {DUE} there is nothing in it; {LINE}"),
        ("map.json", " \n", f"map.json:1:1: {DUE} there is nothing in it; {LINE}"),
        ("map.toml", "", f"map.toml:1:1: {DUE} there is nothing in it; {LINE}"),
        ("map.yaml", "\n- L1\n", f"map.yaml:2:1: {DUE} it is a list; {LINE}"),
        ("map.yaml", "L1\n", f'map.yaml:1:1: {DUE} it is the text "L1"; {LINE}'),
        ("map.yaml", "L1: [L2]", "map.yaml:1:5: /L1: one later ref is due here, not a list; write L2 without brackets"),
        (
            "map.yaml",
            "L1: L1\nL2: [L2, L4]",
            "map.yaml:2:5: /L2: one later ref is due here, not a list; L2 can continue as one risk only",
        ),
        (
            "map.toml",
            'R1.1 = "L1"',
            "map.toml:1:1: /R1: one later ref is due here, not a mapping; put a ref with a dot in quotes",
        ),
        ("map.yaml", "L1: {L2: L2}", "map.yaml:1:5: /L1: one later ref is due here, not a mapping"),
        ("map.yaml", "L1:", "map.yaml:1:4: /L1: one later ref is due here, not nothing; write one, or leave the line out"),
        ("map.yaml", "L1: 1.1", "map.yaml:1:5: /L1: one later ref is due here, not the number 1.1; put it in quotes"),
    ],
)  # fmt: skip
def test_what_is_no_map_is_told_with_its_line_and_what_to_write(call, name, content, said):
    code, out, err = call(
        "diff", "spring.yaml", "autumn.yaml", "--map", name, **{name.replace(".", "__"): content}
    )
    assert (code, out) == (2, "")
    assert err == f"govkit: {name} was not loaded: 1 problem\n  {said}\n"


def test_a_map_that_is_not_there_is_told_without_numbers_of_the_system(call):
    assert call("diff", "spring.yaml", "autumn.yaml", "--map", "none.yaml")[2] == (
        "govkit: none.yaml was not loaded: 1 problem\n  none.yaml: cannot be read: No such file or directory\n"
    )
    assert call("diff", "spring.yaml", "autumn.yaml", "--map", "map.txt")[2] == (
        'govkit: there is no file format ".txt"; known: .yaml, .yml, .json, .toml (map.txt)\n'
    )


def test_faults_of_a_map_are_told_in_the_order_of_its_lines(call):
    err = call("diff", "spring.yaml", "autumn.yaml", "--map", "map.yaml", map__yaml="L1: L9\nL9: L1\nL2: L1\nL3: L8\n")[2]  # fmt: skip
    assert err.splitlines() == [
        "govkit: the ref map map.yaml cannot be used: 4 problems",
        '  map.yaml:1:5: the later edition has no risk "L9"',
        '  map.yaml:2:5: the earlier edition has no risk "L9"',
        '  map.yaml:3:5: "L1" continues L9 and L2',
        '  map.yaml:4:5: the later edition has no risk "L8"',
    ]


@pytest.mark.parametrize("command", [("report", "autumn.yaml"), ("explain", "autumn.yaml", "L1")])
def test_a_map_without_an_earlier_edition_is_refused(call, command):
    code, out, err = call(*command, "--map", "map.yaml", map__yaml="L1: L1")
    assert (code, out) == (2, "")
    assert "--map says which risks of an earlier edition continue; name it with --before" in err
