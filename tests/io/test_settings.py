"""Settings, waivers and baselines in files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import LoadError, Severity, Toolkit, UnknownNameError, Waiver
from govkit.io import (
    doubtful_selectors,
    find_settings,
    holds_waivers,
    read_baseline,
    read_settings,
    read_waivers,
    waivers_beside,
    with_baseline,
    with_waivers,
    with_waivers_beside,
    write_baseline,
)
from govkit.rules import Baseline, Known, Settings

RULES = Toolkit.installed(strict=True).rules


@pytest.fixture
def write(tmp_path):
    def put(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return put


WHOLE = """
select = ["GKACT"]
extend-select = ["GKREF001"]
ignore = ["action-without-owner"]
fail-level = "never"
fail-on-not-evaluated = true
waivers = ["kept/w.toml"]
baseline = "known.json"
[severity]
GKACT002 = "note"
[per-file-ignores]
"old/*" = ["ALL"]
[per-ref-ignores]
"SR1*" = ["GKACT", "GKREF"]
"""


@pytest.mark.parametrize("name", ["govkit.toml", "pyproject.toml", "other.toml"])
def test_every_key_is_read(write, tmp_path, name):
    write("kept/w.toml", '[[waivers]]\nrule = "GKACT002"\nref = "R1"\nreason = "x"\n')
    write("known.json", '{"baseline": 1, "findings": [{"register": "r", "rule": "GKACT002", "ref": "R1"}]}')
    text = WHOLE
    if name == "pyproject.toml":
        text = "[tool.other]\nx = 1\n[tool.govkit]" + WHOLE.replace("\n[", "\n[tool.govkit.")
    settings = read_settings(write(name, text), RULES)
    assert settings == Settings(
        select=("GKACT",),
        extend_select=("GKREF001",),
        ignore=("action-without-owner",),
        fail_level=None,
        fail_on_not_evaluated=True,
        severity={"GKACT002": Severity.NOTE},
        per_file={"old/*": ("ALL",)},
        per_ref={"SR1*": ("GKACT", "GKREF")},
        waivers=settings.waivers,
        waiver_files=(tmp_path / "kept" / "w.toml",),
        baseline=Baseline([(Known("r", "GKACT002", "R1"), 1)]),
        baseline_file=tmp_path / "known.json",
        folder=tmp_path,
    )
    assert [each.waiver for each in settings.waivers] == [Waiver(rule="GKACT002", ref="R1", reason="x")]


def problems(call, *arguments, **options):
    with pytest.raises(LoadError) as caught:
        call(*arguments, **options)
    return [
        (problem.line, problem.column, problem.path, problem.message) for problem in caught.value.problems
    ]


def test_every_wrong_key_is_named_with_its_line(write):
    path = write(
        "pyproject.toml",
        '[tool.govkit]\nselct = []\nignore = [1, ""]\n\n[tool.govkit.severity]\nGKACT001 = "bad"\n',
    )
    assert problems(read_settings, path, RULES) == [
        (2, 9, "/tool/govkit/selct", 'there is no key "selct" here; did you mean "select"?'),
        (3, 11, "/tool/govkit/ignore/0", "a text is due here, not the number 1; put it in quotes"),
        (3, 14, "/tool/govkit/ignore/1", "the text is empty; write one or leave the key out"),
        (6, 12, "/tool/govkit/severity/GKACT001", '"bad" is not a choice here; choose one of error, warning, note'),
    ]  # fmt: skip


def test_every_name_of_no_rule_is_named_with_its_line(write):
    path = write(
        "govkit.toml",
        'select = ["GKACT", "GKXX"]\nextend-select = ["due"]\n[severity]\nduplicate-reff = "note"\n'
        '[per-file-ignores]\n"a" = ["ALL", "all"]\n[per-ref-ignores]\n"b" = ["GKACT9"]\n',
    )
    assert [(line, path) for line, _, path, _ in problems(read_settings, path, RULES)] == [
        (1, "/select/1"),
        (2, "/extend-select/0"),
        (4, "/severity/duplicate-reff"),
        (6, "/per-file-ignores/a/1"),
        (8, "/per-ref-ignores/b/0"),
    ]


def test_where_plugins_were_denied_a_name_may_be_of_one_of_them(write):
    rules = Toolkit.installed(deny=["workflow-risk"]).rules
    settings = read_settings(write("govkit.toml", 'select = ["ACM", "GKACT"]\n'), rules)
    assert doubtful_selectors(settings, rules) == [
        '"ACM" names no rule that is loaded; it may be of a plug-in that was denied: workflow-risk'
    ]
    assert doubtful_selectors(settings, RULES) == []


@pytest.mark.parametrize(
    ("deny", "text", "problem"),
    [
        (
            "workflow-risk",
            'select = ["GKACTT", "ACM"]\nextend-select = ["GKACT"]\n',
            ("/select/0", "it may be of a plug-in that was denied: workflow-risk"),
        ),
        ("workflow-risk", "select = []\n", ("/select", "because denied: workflow-risk")),
        ("rules-shipped", "", ("/ignore", "because denied: rules-shipped")),
    ],
)
def test_where_plugins_were_denied_and_no_rule_is_left_that_is_refused(write, deny, text, problem):
    rules = Toolkit.installed(deny=[deny]).rules
    (_, _, path, message), *_ = problems(read_settings, write("govkit.toml", text), rules)
    assert (path, message.endswith(problem[1])) == (problem[0], True)


@pytest.mark.parametrize("text", ["", "[tool]\n", "tool = 3\n", "[tool.other]\n"])
def test_a_pyproject_without_the_table_is_not_found_and_not_read(write, text):
    path = write("pyproject.toml", text)
    assert find_settings(path.parent) is None or find_settings(path.parent).parent != path.parent
    (problem,) = problems(read_settings, path, RULES)
    if text != "tool = 3\n":
        assert problem[2:] == ("", "there is no table [tool.govkit] in it, so it holds no settings")


@pytest.mark.parametrize(("name", "text"), [("a.toml", ""), ("a.json", "{}"), ("a.json", "[]")])
def test_only_settings_of_their_own_name_may_be_empty(write, name, text):
    assert problems(read_settings, write(name, text), RULES) != []
    assert read_settings(path := write("govkit.toml", "# none\n"), RULES) == Settings(folder=path.parent)


def test_a_pyproject_whose_table_is_no_table_is_refused(write):
    path = write("pyproject.toml", "[tool]\ngovkit = 3\n")
    assert find_settings(path.parent) == path
    assert problems(read_settings, path, RULES) == [
        (2, 10, "/tool/govkit", "a mapping is due here, not the number 3")
    ]


def test_the_nearest_settings_are_found_and_their_own_file_comes_first(write):
    outer = write("govkit.toml", "")
    inner = write("a/b/pyproject.toml", "[tool.govkit]\n")
    write("a/c/pyproject.toml", "[tool.other]\n")
    write("a/d/pyproject.toml", "this is no TOML")
    (outer.parent / "a" / "i").mkdir()
    (outer.parent / "a" / "i" / "pyproject.toml").symlink_to("/proc/self/mem")  # a file that cannot be read
    broken = write("a/f/pyproject.toml", "[tool.govkit\n")
    dangling = outer.parent / "a" / "g" / "govkit.toml"
    dangling.parent.mkdir()
    dangling.symlink_to("nowhere")
    folder = outer.parent / "a" / "h" / "govkit.toml"
    folder.mkdir(parents=True)
    both = write("a/e/govkit.toml", "")
    write("a/e/pyproject.toml", "[tool.govkit]\n")
    (outer.parent / "a" / "b" / "deep").mkdir()
    assert find_settings(outer.parent / "a" / "b" / "deep") == inner
    assert find_settings(outer.parent / "a" / "c") == outer
    assert find_settings(outer.parent / "a" / "d") == outer
    assert find_settings(outer.parent / "a" / "e") == both
    assert find_settings(outer.parent / "a" / "i") == outer
    # What may be meant is not passed over though it cannot be read: reading it says what is wrong.
    for place in (broken, dangling, folder):
        assert find_settings(place.parent) == place
        with pytest.raises(LoadError):
            read_settings(place, RULES)


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ('ignore = ["GKPLG002"]', "/ignore/0", "that a rule broke down (GKPLG002) cannot be ignored; ignore the rule that breaks down, or mend it"),
        ('per-file-ignores = {"*" = ["rule-raised"]}', "/per-file-ignores/*/0", "that a rule broke down (rule-raised) cannot be ignored; ignore the rule that breaks down, or mend it"),
        ('severity = {GKOWN001 = "note", risk-without-owner = "error"}', "/severity/risk-without-owner", "GKOWN001 and risk-without-owner are one rule; give its severity once"),
        ("select = []", "/select", "no rule is left to run, so nothing would ever be found"),
        ('ignore = ["ALL"]', "/ignore", "no rule is left to run, so nothing would ever be found"),
        ('select = ["GKACT"]\nignore = ["GKACT"]', "/ignore", "no rule is left to run, so nothing would ever be found"),
    ],
)  # fmt: skip
def test_what_settings_cannot_say_of_rules_is_refused(write, text, path, message):
    assert [each[2:] for each in problems(read_settings, write("govkit.toml", text), RULES)] == [
        (path, message)
    ]


def test_a_file_of_waivers_that_is_named_twice_is_read_once(write):
    beside = write("h.waivers.yaml", "waivers: [{rule: GKACT002, ref: R1, reason: x}]\n")
    register = beside.parent / "h.yaml"
    named = with_waivers(with_waivers(Settings(), [beside, beside]), [beside.parent / "." / beside.name])
    assert (len(named.waivers), len(named.waiver_files)) == (1, 1)
    assert with_waivers_beside(named, register) == named
    assert len(with_waivers_beside(Settings(), register).waivers) == 1


def test_a_baseline_that_is_missing_is_refused_unless_it_is_to_be_written(write, tmp_path):
    path = write("govkit.toml", 'baseline = "none.json"')
    assert (
        problems(read_settings, path, RULES)[0][3] == "there is no such baseline; --update-baseline writes it"
    )
    settings = read_settings(path, RULES, new_baseline=True)
    assert (settings.baseline, settings.baseline_file) == (Baseline(), tmp_path / "none.json")
    assert with_baseline(Settings(), tmp_path / "none.json", new=True).baseline == Baseline()


REFS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).filter(lambda text: text.strip())


@given(st.dictionaries(st.builds(Known, REFS, REFS, REFS, st.just("") | REFS), st.integers(1, 9)))
def test_a_baseline_reads_back_equal_and_the_same_findings_are_the_same_bytes(tmp_path_factory, counts):
    folder = tmp_path_factory.mktemp("b")
    baseline = Baseline(counts.items())
    write_baseline(baseline, folder / "a.json")
    assert read_baseline(folder / "a.json") == baseline
    write_baseline(Baseline(reversed(counts.items())), folder / "b.json")
    assert (folder / "a.json").read_bytes() == (folder / "b.json").read_bytes()
    assert len((folder / "a.json").read_text("utf-8").splitlines()) == 5 + len(counts)


def test_what_is_wrong_with_a_baseline_is_listed(write):
    assert problems(read_baseline, write("a.json", '{"baseline": 1, "findings": [{"register": "r", "rule": "G", "count": 0}]}')) == [
        (1, 30, "/findings/0", 'the key "ref" is missing'),
        (1, 70, "/findings/0/count", "0 is less than 1"),
    ]  # fmt: skip
    assert problems(read_baseline, write("empty.json", ""))[0][3] == 'the key "baseline" is missing'
    assert problems(read_baseline, write("list.json", "[]"))[0][3].startswith("a mapping is due here")
    for other in ("true", '"1"', "1.0"):
        ((_, _, path, said),) = problems(read_baseline, write("a.json", f'{{"baseline": {other}}}'))
        assert (path, "version" in said) == ("/baseline", False)


@pytest.mark.parametrize("version", [0, 2, 10**9])
def test_a_baseline_of_another_version_is_told_so_and_nothing_else(write, version):
    path = write("a.json", f'{{"baseline": {version}, "known": [3]}}')
    said = (
        f"this baseline is of version {version}, and this govkit knows version 1; use the govkit that "
        "wrote it, or take the file away and write a new one with --update-baseline"
    )
    assert problems(read_baseline, path) == [(1, 14, "/baseline", said)]


def test_what_is_wrong_with_waivers_is_listed(write):
    path = write("r.waivers.yaml", "waivers:\n  - {rule: GKACT001, reson: x}\n  - {rule: '', ref: R1}\n")
    assert [message for *_, message in problems(read_waivers, path)] == [
        'the key "ref" is missing',
        'there is no key "reson" here; did you mean "reason"?',
        "the text is empty; write one or leave the key out",
    ]
    assert problems(read_waivers, write("empty.yaml", ""))[0][3] == 'the key "waivers" is missing'
    with pytest.raises(UnknownNameError, match="file format"):
        read_waivers("w.txt")


def test_files_of_waivers_are_known_by_their_names(write):
    register = write("r.yaml", "")
    assert list(waivers_beside(register)) == []
    assert list(waivers_beside("nowhere/r.yaml")) == []
    files = [write(f"r.waivers.{suffix}", "") for suffix in ("yaml", "YML", "json", "toml")]
    write("s.waivers.yaml", "")
    assert sorted(waivers_beside(register)) == sorted(files)
    assert all(map(holds_waivers, files))
    assert not holds_waivers(register)
    assert not holds_waivers(Path("waivers.yaml"))
    assert not holds_waivers(Path("r.waivers.txt"))


ACME = """rules:
  - code: ACMRSK001
    name: shows
    severity: note
    over: risk
    when: {present: title}
    message: "{ref}"
    page: "It.\\n\\nWhat it does\\n\\nWhy it matters\\n\\nExample\\n\\nInstead\\n"
"""


def test_files_of_rules_count_from_the_folder_of_the_settings_and_bring_rules_that_can_be_selected(tmp_path):
    (tmp_path / "acme.yaml").write_text(ACME)
    place = tmp_path / "govkit.toml"
    place.write_text('rules = ["acme.yaml"]\nselect = ["ACM"]\n')
    settings = read_settings(place, RULES)
    ((file, (rule,)),) = settings.rules.items()
    assert (file, rule.code) == (str(tmp_path / "acme.yaml"), "ACMRSK001")
    assert settings.file_of(rule) == file
    assert settings.file_of(next(iter(RULES.values()))) is None
    assert [each.code for each in settings.chosen(settings.with_rules(RULES).values())] == ["ACMRSK001"]


def test_two_files_with_one_code_are_refused_with_the_line_of_the_second(tmp_path):
    (tmp_path / "a.yaml").write_text(ACME)
    (tmp_path / "b.yaml").write_text(ACME)
    place = tmp_path / "govkit.toml"
    place.write_text('rules = ["a.yaml", "b.yaml"]\n')
    with pytest.raises(LoadError) as caught:
        read_settings(place, RULES)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(tmp_path / "b.yaml"), 2)
    assert (
        problem.message == "the code ACMRSK001 is taken: ACMRSK001 shows is a rule already; give each its own"
    )
