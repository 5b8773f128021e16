"""The papers at the command line: `govkit import PAPER -o REGISTER.yaml` needs no mapping once the readers are installed."""

import json
from importlib import metadata

import pytest

from govkit import Toolkit
from govkit.cli.app import run
from govkit.io.register import structure

SAMPLES = {
    "register-2016": ("cambs-register-2016", 3),
    "pack-2019": ("cambs-board-pack-2019", 7),
    "audit-log-2016": ("cambs-audit-log-2016", 3),
    "framework-2017": ("cambs-framework-2017", 4),
}


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Have the readers installed, as far as a toolkit can tell."""
    try:
        metadata.distribution("cambs-papers")
    except metadata.PackageNotFoundError:
        info = tmp_path / "site" / "cambs_papers-1.0.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: cambs-papers\nVersion: 1.0.0\n")
        (info / "entry_points.txt").write_text("[govkit]\ncambs-papers = cambs_papers.plugin\n")
        monkeypatch.syspath_prepend(info.parent)
    return tmp_path


@pytest.fixture
def imported(installed, capsys):
    """Import a text, and give the exit code, the report, and the register that was written."""

    def import_it(text, *options):
        source, target = installed / "paper.txt", installed / "register.yaml"
        source.write_text(text, encoding="utf-8")
        code = run(["import", str(source), "-o", str(target), "--format", "json", *options])
        report = json.loads(capsys.readouterr().out)
        return code, report, Toolkit.installed().load(target) if target.exists() else None

    return import_it


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_needs_no_mapping(imported, sample, named, name):
    kind, read = SAMPLES[name]
    code, report, register = imported(sample(name))
    assert (code, report["read"]) == (0, read)
    assert (report["refused"], report["unplaced"]) == ([], [])
    assert register == structure(named(kind).outcome(sample(name)).data)


@pytest.mark.parametrize("part", ["register", "actions", "performance", "plans"])
def test_a_part_is_named_like_a_sheet(imported, sample, named, part):
    code, _, register = imported(sample("pack-2019"), "--sheet", part)
    assert code == 0
    assert register == structure(named("cambs-board-pack-2019").outcome(sample("pack-2019"), part).data)


def test_nothing_is_written_while_something_is_refused_unless_told_to_keep_going(imported, sample):
    text = sample("pack-2019").replace("3.0\t01", "x\t01")
    code, report, register = imported(text)
    (refused,) = report["refused"]
    assert (code, register) == (1, None)
    assert refused["place"].endswith("paper.txt:17:1")
    assert refused["reason"] == "it does not begin with the number of an action; write one such as 1.0"
    code, _, register = imported(text, "--keep-going")
    assert (code, len(register.actions)) == (1, 2)


@pytest.mark.parametrize(
    ("what", "options", "counts"),
    [
        ("register 2016", [], (19, 19, 0)),
        ("audit log 2016", [], (3, 2, 3)),
        ("framework 2017", [], (15, 0, 0)),
        ("board pack 2019", [], (24, 14, 10)),
        ("board pack 2019", ["--sheet", "register"], (14, 14, 0)),
        ("board pack 2019", ["--sheet", "actions"], (10, 0, 10)),
    ],
)
def test_the_papers_need_no_mapping(imported, paper, what, options, counts):
    code, report, register = imported(paper(what), *options)
    assert (code, report["refused"], report["unplaced"]) == (0, [], [])
    assert (report["read"], len(register.risks), len(register.actions)) == counts


def test_what_is_imported_of_2019_is_checked_and_rated_as_printed(imported, paper):
    _, _, register = imported(paper("board pack 2019"))
    kit = Toolkit.installed()
    for located in register.all_assessments:
        assert kit.rate(located.item).value == located.item.printed
