"""Registers written into the text they came from: what differs changes, and everything else stays."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Action, Control, Register, Risk, Toolkit
from govkit.formats import yaml_file
from govkit.io import dumps, load, loads, save
from govkit.io.keeping import kept
from govkit.testing import strategies

KIT = Toolkit.installed(strict=True)
TEXT = """\
# ours
register: pier   # its id
title: "Pier risks"
workflows: {action: action}
risks:
  - ref: R1      # the first
    title: >-
      It sinks
      slowly
    causes: [storms, age]   # in order
    current: {levels: {likelihood: 2, impact: 3}, scheme: cambs-2019}
    controls:
    - {ref: C1, title: Survey}
    # nothing more so far
actions:
  - {ref: A1, title: Inspect, workflow: action, deadline: March 2026}
  - ref: A2
    title: Paint it
    effects:
"""
TEXT = TEXT.replace("    effects:\n", "")


def text_of(register, text=TEXT, name="pier.yaml"):
    assert loads(text, name).source is not None
    made = kept(attrs.evolve(register, source=loads(text, name).source), name)
    assert made is None or loads(made, name) == register
    return made


def changed(**fields):
    return attrs.evolve(loads(TEXT, "pier.yaml"), **fields)


def risk(**fields):
    register = loads(TEXT, "pier.yaml")
    return attrs.evolve(register, risks=(attrs.evolve(register.risks[0], **fields),))


def test_what_is_the_same_stays_to_the_byte():
    assert text_of(loads(TEXT, "pier.yaml")) == TEXT
    # A key that says what is usual stays, too.
    assert "workflow: action" in text_of(changed(title="Other"))


@pytest.mark.parametrize(
    ("register", "old", "new"),
    [
        (changed(title="Quay risks"), 'title: "Pier risks"', "title: Quay risks"),
        (changed(title="- yes: no #"), 'title: "Pier risks"', "title: '- yes: no #'"),
        (changed(title="two\nlines"), 'title: "Pier risks"', 'title: "two\\nlines"'),
        (risk(title="It floats"), "title: >-\n      It sinks\n      slowly\n", "title: It floats\n"),
        (risk(causes=("age",)), "[storms, age]", "[age]"),
        (risk(causes=("storms", "age", "rust")), "[storms, age]", "[storms, age, rust]"),
        (
            risk(current=attrs.evolve(loads(TEXT, "a.yaml").risks[0].current, levels={"likelihood": 4, "impact": 3})),
            "likelihood: 2",
            "likelihood: 4",
        ),
        (
            risk(current=attrs.evolve(loads(TEXT, "a.yaml").risks[0].current, printed=9)),
            "scheme: cambs-2019}",
            "scheme: cambs-2019, printed: 9}",
        ),
        (
            risk(controls=(Control(ref="C1", title="Survey"), Control(ref="C2", title="Fence"))),
            "    - {ref: C1, title: Survey}\n",
            "    - {ref: C1, title: Survey}\n    - ref: C2\n      title: Fence\n",
        ),
        (
            risk(controls=(Control(ref="C1", title="Survey", effective=True),)),
            "{ref: C1, title: Survey}",
            "{ref: C1, title: Survey, effective: true}",
        ),
        (
            changed(actions=(*loads(TEXT, "a.yaml").actions, Action(ref="A3", title="Sell it"))),
            "    title: Paint it\n",
            "    title: Paint it\n  - ref: A3\n    title: Sell it\n",
        ),
        (
            risk(current=attrs.evolve(loads(TEXT, "a.yaml").risks[0].current, scheme=None)),
            "{levels: {likelihood: 2, impact: 3}, scheme: cambs-2019}",
            "{levels: {likelihood: 2, impact: 3}}",
        ),
        (changed(notes="new"), "    title: Paint it\n", "    title: Paint it\nnotes: new\n"),
    ],
)  # fmt: skip
def test_only_what_differs_changes(register, old, new):
    assert text_of(register) == TEXT.replace(old, new, 1)


def test_a_register_without_the_last_line_end_has_none_afterwards():
    text = TEXT.removesuffix("\n")
    assert text_of(attrs.evolve(loads(text, "a.yaml"), notes="new"), text) == text + "\nnotes: new"


def test_line_ends_of_windows_stay():
    text = TEXT.replace("\n", "\r\n")
    register = attrs.evolve(loads(text, "a.yaml"), notes="new", organisation="Port")
    assert text_of(register, text).count("\r\n") == text.count("\r\n") + 2


@pytest.mark.parametrize("text", ["{register: r, title: T}", "{}", "register: r\ntitle: T\nrisks: []\n"])
def test_brackets_are_filled(text):
    register = Register(ref="r", title="T", risks=(Risk(ref="R1", title="A"),))
    made = kept(attrs.evolve(register, source=yaml_file.read(text, "r.yaml").source), "r.yaml")
    if text == "{}":  # no register stood there
        assert made is None
    else:
        assert made == text.replace("title: T}", "title: T, risks: [{ref: R1, title: A}]}").replace(
            "[]", "[{ref: R1, title: A}]"
        )


@pytest.mark.parametrize(
    "register",
    [
        changed(actions=()),
        risk(causes=()),
        risk(current=None),
    ],
)
def test_where_something_goes_the_file_is_written_anew(register):
    assert text_of(register) is None


def test_a_short_list_of_which_something_goes_is_written_on_one_line():
    actions = loads(TEXT, "a.yaml").actions
    made = text_of(changed(actions=actions[::-1]))
    one_line = "  [{ref: A2, title: Paint it}, {ref: A1, title: Inspect, deadline: March 2026}]\n"
    assert made == TEXT[: TEXT.index("  - {ref: A1")] + one_line


def test_what_has_no_text_of_its_own_is_written_anew():
    register = loads(TEXT, "pier.yaml")
    assert kept(register, "pier.json") is None
    assert kept(attrs.evolve(register, source=None), "pier.yaml") is None
    assert kept(loads(dumps(register, "a.json"), "a.json"), "pier.yaml") is None
    empty = yaml_file.read("register: pier\ntitle:\n  # nothing\n", "pier.yaml").source
    assert kept(attrs.evolve(register, source=empty), "pier.yaml") is None
    missing = "register: r\ntitle: T\norganisation:\nnotes: x\n"
    assert text_of(attrs.evolve(loads(missing, "a.yaml"), organisation="Port"), missing) is None


def test_saving_says_whether_the_text_was_kept(tmp_path):
    path = tmp_path / "pier.yaml"
    path.write_text(TEXT)
    register = load(path)
    assert save(attrs.evolve(register, notes="new"), path) is True
    assert path.read_text() == TEXT + "notes: new\n"
    assert save(attrs.evolve(load(path), actions=()), path) is False
    assert "# ours" not in path.read_text()
    assert save(Register(ref="r", title="T"), tmp_path / "new.yaml") is True


@given(strategies.registers(), st.data())
def test_whatever_happens_to_a_register_its_text_is_kept_or_written_anew(register, data):
    text = "# ours\n" + dumps(register, "r.yaml").decode() + "# the end\n"
    loaded = loads(text, "r.yaml")
    titled = attrs.evolve(loaded, title=data.draw(st.sampled_from(["T", "a: b", "#", "'"])))
    swept = KIT.sweep_all(titled, as_of=date(2030, 1, 1), announce=False).register
    more = attrs.evolve(swept, actions=(*swept.actions, Action(ref="ZZ9", title="More")))
    for each in (loaded, titled, swept, more):
        made = kept(each, "r.yaml")
        assert made is not None
        assert loads(made, "r.yaml") == each
        assert (made.startswith("# ours\n"), "# the end" in made) == (True, True)
