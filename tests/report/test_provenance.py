"""Every form of the report ends by saying what made it."""

import sys
from html.parser import HTMLParser
from importlib import metadata

import attrs
import pytest

from govkit import Action, Assessment, Factor, Register, Risk, Scheme, Toolkit, hookimpl
from govkit.report import html_report, markdown_report, report_on, text_report
from govkit.report.provenance import Provenance, Used, provenance

GOVKIT = f"govkit {metadata.version('govkit')}"


class Plain(HTMLParser):
    """The texts of a page, with the element each stands in."""

    def __init__(self, page):
        super().__init__()
        self.inside, self.footer = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.inside.append(tag)

    def handle_endtag(self, tag):
        while self.inside.pop() != tag:
            pass

    def handle_data(self, data):
        self.footer += data if "footer" in self.inside else ""


FORMS = {
    "text": lambda *args, **kwargs: " ".join(
        text_report(report_on(*args, **kwargs)).rpartition("\n\n")[2].split()
    ),
    "md": lambda *args, **kwargs: (
        markdown_report(report_on(*args, **kwargs)).rpartition("\n\n")[2].rstrip("\n")
    ),
    "html": lambda *args, **kwargs: Plain(html_report(report_on(*args, **kwargs))).footer.strip(),
}
form = pytest.mark.parametrize("last", FORMS.values(), ids=FORMS)


@form
def test_the_last_words_name_govkit_and_the_scheme_and_lifecycle_that_were_used(
    last, kit, august_2019, at_hand
):
    version = kit.workflows["action"].version
    assert last(august_2019, **at_hand) == (
        f"Made by {GOVKIT} with the scheme cambs-2019 2019-08 ({GOVKIT}) "
        f"and the lifecycle action {version} ({GOVKIT})."
    )


@form
def test_a_scheme_that_no_plugin_offered_has_no_origin(last, three, of_three, at_hand):
    assert last(of_three, **at_hand | {"schemes": {"three": three}}) == (
        f"Made by {GOVKIT} with the scheme three 1."
    )


@form
def test_markup_in_the_names_of_a_plugin_stays_text(last, at_hand):
    level = Assessment(levels={"harm": 1}, scheme="<b>|")
    harm = Factor.numbered("harm", ["Little", "Great"])
    odd = Scheme.formula(
        "<b>|", version="1", title="Odd", source="test", factors=[harm], formula=lambda harm: harm
    )
    odd = attrs.evolve(odd, origin="acme & sons 1")
    register = Register(ref="r", title="T", risks=(Risk(ref="R1", title="A", current=level),))
    names = r"&lt;b&gt;\| 1 (acme &amp; sons 1)" if last is FORMS["md"] else "<b>| 1 (acme & sons 1)"
    said = last(register, **at_hand | {"schemes": {odd.id: odd}})
    assert said == f"Made by {GOVKIT} with the scheme {names}."


def test_what_is_at_hand_but_not_used_is_not_named(kit, at_hand):
    log = Register(ref="r", title="T", actions=(Action(ref="1", title="A", workflow="nowhere"),))
    assert report_on(log, **at_hand).made == Provenance(GOVKIT, ())
    log = Register(ref="r", title="T", actions=(Action(ref="1", title="A"), Action(ref="2", title="B")))
    (used,) = report_on(log, **at_hand).made.used
    assert used == Used("lifecycle", "action", kit.workflows["action"].version, GOVKIT)


def test_a_plugin_that_was_passed_in_is_said_to_be(three, of_three, at_hand):
    class Plugin:
        @hookimpl
        def govkit_schemes(self):
            return [three]

    made = report_on(of_three, **at_hand | {"schemes": Toolkit(Plugin()).schemes}).made
    assert str(made) == f"Made by {GOVKIT} with the scheme three 1 (passed in)."


def test_each_is_named_once_schemes_first_and_in_order_whatever_order_they_came_in(kit):
    ratings = [kit.scheme(name).rate({"likelihood": 1, "impact": 1}) for name in ("cambs-2019", "cambs-2016")]
    workflows = [kit.workflows["action"]]
    rules = ["zeta 1", GOVKIT, "acme 2"]
    made = provenance(ratings=ratings, workflows=workflows, rules=rules)
    assert [each.id for each in made.used] == ["cambs-2016", "cambs-2019", "action"]
    assert str(made).endswith(f"({GOVKIT}) and the rules of acme 2, {GOVKIT} and zeta 1.")
    assert made == provenance(ratings=ratings[::-1] * 2, workflows=workflows * 2, rules=rules[::-1] * 2)


def test_a_govkit_that_is_not_installed_has_no_version(monkeypatch):
    monkeypatch.setattr(sys, "path", [])
    assert str(provenance(ratings=[])) == "Made by govkit."
