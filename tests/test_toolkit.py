"""The toolkit: what an embedding program calls, with the shipped plug-ins and with its own."""

import inspect
import types
from datetime import date, datetime

import attrs
import pytest

from govkit import (
    Action,
    AmbiguousRefError,
    Assessment,
    Blocked,
    Fail,
    LoadError,
    Over,
    RatingError,
    Register,
    Risk,
    SaveError,
    Severity,
    Toolkit,
    UnknownNameError,
    hookimpl,
    rule,
)

DAY = date(2019, 10, 9)
KIT = Toolkit.installed(strict=True)
REGISTER = Register(
    ref="r",
    title="T",
    scheme="cambs-2019",
    risks=(
        Risk(
            ref="SR3.1",
            title="A",
            inherent=Assessment(levels={"likelihood": 2}),
            current=Assessment(levels={"likelihood": 2, "impact": 4}),
            actions=(
                Action(ref="A1", title="A", deadline="31/12/2018"),
                Action(ref="A2", title="B", state="ongoing", deadline="Mar-19"),
            ),
        ),
    ),
    actions=(Action(ref="1.0", title="C", deadline="31/10/2019"),),
)


# ------------------------------------------------------------------------------------------------- rating


def test_risk_is_rated_with_the_reason_where_it_cannot_be():
    rated = KIT.rate(REGISTER.risk("SR3.1"))
    assert str(rated.current) == "14, Medium-high, above tolerance"
    assert (rated.inherent, rated.target) == (None, None)
    assert rated.unrated == {"inherent": "impact has no level"}


def test_assessment_is_rated():
    assert KIT.rate(REGISTER.risk("SR3.1").current).value == 14


@pytest.mark.parametrize(
    ("assessment", "error", "said"),
    [
        (
            Assessment(levels={"impact": 1}),
            RatingError,
            "not rated under any scheme: the assessment names none",
        ),
        (
            Assessment(scheme="cambs-2019", levels={"likelihood": 9}),
            RatingError,
            'not rated under cambs-2019: likelihood has no level "9"',
        ),
        (Assessment(scheme="cambs-2019"), RatingError, "likelihood has no level; impact has no level"),
        (
            Assessment(scheme="cambs-2018"),
            UnknownNameError,
            'there is no scheme "cambs-2018"; did you mean "cambs-2019"?',
        ),
    ],
)
def test_assessment_that_cannot_be_rated_raises_why(assessment, error, said):
    with pytest.raises(error) as caught:
        KIT.rate(assessment)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("item", "kind"),
    [("x", "str"), (None, "NoneType"), (Action(ref="1", title="A"), "Action"), ({"impact": 1}, "dict")],
)
def test_only_risks_and_assessments_are_rated(item, kind):
    with pytest.raises(TypeError) as caught:
        KIT.rate(item)
    assert str(caught.value) == f"rate takes a Risk or an Assessment, not {kind}"


# ------------------------------------------------------------------------------------------------ looking up


def test_scheme_is_found_by_id_or_the_nearest_is_named():
    assert KIT.scheme("cambs-2016").id == "cambs-2016"
    with pytest.raises(UnknownNameError) as caught:
        KIT.scheme("cambs2016")
    assert str(caught.value) == 'there is no scheme "cambs2016"; did you mean "cambs-2016"?'
    assert caught.value.known == tuple(KIT.schemes)


@pytest.mark.parametrize("name", [None, "action"])
def test_lifecycle_of_an_action_is_the_one_it_names_or_else_the_one_called_action(name):
    assert KIT.workflow(Action(ref="1", title="A", workflow=name)) is KIT.workflows["action"]


@pytest.mark.parametrize(("given", "shown"), [({}, "1"), ({"ref": "SR3.1/1"}, "SR3.1/1")])
def test_lifecycle_that_is_not_installed_is_named_with_the_action(given, shown):
    with pytest.raises(UnknownNameError) as caught:
        KIT.workflow(Action(ref="1", title="A", workflow="actoin"), **given)
    assert str(caught.value) == f'there is no workflow "actoin"; did you mean "action"? ({shown})'


def test_without_a_plugin_nothing_is_there():
    with pytest.raises(UnknownNameError, match='there is no workflow "action"; there are none'):
        Toolkit().workflow(Action(ref="1", title="A"))


def test_origin_is_the_plugin_that_offers_the_very_item():
    for item, point in (
        (KIT.schemes["cambs-2019"], "scheme-cambs-2019"),
        (KIT.workflows["action"], "workflow-action"),
        (KIT.rules["GKREF001"], "rules-shipped"),
    ):
        assert (KIT.origin(item).name, KIT.origin(item).distribution) == (point, "govkit")


@pytest.mark.parametrize(
    ("item", "name"),
    [
        (attrs.evolve(KIT.schemes["cambs-2019"]), "cambs-2019"),
        (attrs.evolve(KIT.workflows["action"]), "action"),
        (attrs.evolve(KIT.rules["GKREF001"]), "GKREF001"),
    ],
)
def test_origin_of_what_no_plugin_offers_is_unknown(item, name):
    with pytest.raises(UnknownNameError) as caught:
        KIT.origin(item)
    assert str(caught.value).startswith(f'there is no plug-in that offers "{name}"; ')
    assert "rules-shipped" in caught.value.known


# -------------------------------------------------------------------------------------------------- checking


def codes(findings):
    return {each.code for each in findings}


def test_check_runs_every_rule():
    assert codes(KIT.check(REGISTER, as_of=DAY)) == {
        "GKACT001",
        "GKACT003",
        "GKASR004",
        "GKCTL001",
        "GKOWN001",
        "GKSCO001",
        "GKSCO003",
        "GKTOL002",
    }


@pytest.mark.parametrize(
    ("only", "found"),
    [
        ([], set()),
        (["GKACT003"], {"GKACT003"}),
        (["state-disagrees"], {"GKACT003"}),
        (iter(["risk-without-owner", "GKACT001"]), {"GKOWN001", "GKACT001"}),
        ("state-disagrees", {"GKACT003"}),
        ("GKACT003", {"GKACT003"}),
        ("duplicate-ref", set()),
    ],
)
def test_check_runs_only_what_it_is_asked_to_by_code_or_name(only, found):
    assert codes(KIT.check(REGISTER, as_of=DAY, only=only)) == found


def test_rule_asked_for_twice_runs_once():
    once = KIT.check(REGISTER, as_of=DAY, only=["GKOWN001"])
    assert len(once) == 1
    assert KIT.check(REGISTER, as_of=DAY, only=["GKOWN001", "risk-without-owner", "GKOWN001"]) == once


@pytest.mark.parametrize(
    ("name", "meant"), [("GKOWN01", "GKOWN001"), ("risk-without-owners", "risk-without-owner")]
)
def test_unknown_rule_is_refused_with_the_nearest_code_or_name(name, meant):
    with pytest.raises(UnknownNameError) as caught:
        KIT.check(REGISTER, as_of=DAY, only=["GKACT001", name])
    assert str(caught.value) == f'there is no rule "{name}"; did you mean "{meant}"?'


@pytest.mark.parametrize("name", ["duplicate-refs", ""])
def test_single_text_is_one_name_and_not_its_letters(name):
    with pytest.raises(UnknownNameError) as caught:
        KIT.check(REGISTER, as_of=DAY, only=name)
    assert str(caught.value).startswith(f'there is no rule "{name}"; ')


def plugin(**hooks):
    return types.SimpleNamespace(**{name: hookimpl(hook) for name, hook in hooks.items()})


def rule_of(code):
    @rule(code=code, name="same-name", severity=Severity.NOTE, over=Over.REGISTER, message="{day}")
    def shows(_, context):
        """It shows.

        What it does
        Why it matters
        Example
        Instead
        """
        if context.as_of.year == 1:
            raise ValueError(context.as_of)
        yield Fail("", {"day": context.as_of})

    return shows


def test_two_rules_of_one_name_both_run_when_it_is_asked_for():
    kit = Toolkit(plugin(govkit_rules=lambda: [rule_of("ACMEXX001"), rule_of("ACMEXX002")]), strict=True)
    assert codes(kit.check(REGISTER, as_of=DAY, only=["same-name"])) == {"ACMEXX001", "ACMEXX002"}


def test_day_in_question_reaches_the_rules():
    kit = Toolkit(plugin(govkit_rules=lambda: [rule_of("ACMEXX001")]))
    assert [each.message for each in kit.check(REGISTER, as_of=DAY)] == ["2019-10-09"]


def test_rule_that_raises_is_named_with_its_distribution():
    kit = Toolkit(plugin(govkit_rules=lambda: [rule_of("ACMEXX001")]))
    (finding,) = kit.check(REGISTER, as_of=date(1, 1, 1))
    assert finding.code == "GKPLG002"
    lines, first = inspect.getsourcelines(rule_of)
    (line,) = (first + at for at, text in enumerate(lines) if "raise ValueError" in text)
    assert finding.message == (
        f"ACMEXX001 same-name of (passed in) raised ValueError: 0001-01-01 (test_toolkit.py, line {line}), "
        f"here and at 0 more; it did not finish"
    )


def test_rules_are_found_by_code_or_by_a_name_that_several_may_share():
    one, other = rule_of("ACMEXX001"), rule_of("ACMEXX002")
    kit = Toolkit(plugin(govkit_rules=lambda: [one, other]), strict=True)
    assert kit.rules_named("ACMEXX002") == (other,)
    assert kit.rules_named("same-name") == (one, other)
    assert KIT.rules_named("duplicate-ref") == KIT.rules_named("GKREF001") == (KIT.rules["GKREF001"],)


@pytest.mark.parametrize(
    ("name", "meant"),
    [("GKREF01", "GKREF001"), ("duplicate-refs", "duplicate-ref"), ("Duplicate-ref", "duplicate-ref")],
)
def test_rule_of_no_such_code_or_name_is_refused_with_the_nearest(name, meant):
    with pytest.raises(UnknownNameError) as caught:
        KIT.rules_named(name)
    assert str(caught.value) == f'there is no rule "{name}"; did you mean "{meant}"?'


def test_toolkit_without_rules_names_none():
    with pytest.raises(UnknownNameError, match='there is no rule "GKREF001"; there are none'):
        Toolkit().rules_named("GKREF001")


# ------------------------------------------------------------------------------------------------------ days


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2019-10-09", "str (2019-10-09)"),
        (datetime(2019, 10, 9, 12, 30), "datetime (2019-10-09 12:30:00)"),
        (None, "NoneType (None)"),
    ],
)
@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda kit, day: kit.check(REGISTER, as_of=day), id="check"),
        pytest.param(lambda kit, day: kit.why_not(REGISTER.action("1.0"), "start", as_of=day), id="why_not"),
        pytest.param(lambda kit, day: kit.fire(REGISTER.action("1.0"), "start", as_of=day), id="fire"),
        pytest.param(lambda kit, day: kit.fire_at(REGISTER, "1.0", "start", as_of=day), id="fire_at"),
        pytest.param(lambda kit, day: kit.sweep(REGISTER, as_of=day), id="sweep"),
    ],
)
def test_day_that_is_no_plain_date_is_refused_and_nobody_hears(call, as_of, said):
    heard = []
    kit = Toolkit.installed(
        plugin(govkit_event=lambda event, subject: heard.append((event, subject))), strict=True
    )
    with pytest.raises(TypeError) as caught:
        call(kit, as_of)
    assert str(caught.value) == f"as_of takes a datetime.date, not {said}"
    assert heard == []


# -------------------------------------------------------------------------------------------------- lifecycles


def test_firing_gives_a_new_action_and_its_event():
    action = REGISTER.action("SR3.1/A1")
    closed, event = KIT.fire(
        action, "close", as_of=DAY, by="Clerk", why="done", ref="SR3.1/A1", end="01/10/2019"
    )
    assert (closed.state, closed.end.text, action.state, action.end) == ("closed", "01/10/2019", None, None)
    assert closed.events == (event,)
    assert (event.ref, event.by, event.why, event.recorded) == ("SR3.1/A1", "Clerk", "done", DAY)
    assert (event.workflow, event.version) == ("action", KIT.workflows["action"].version)


def test_event_names_the_action_by_its_own_address_unless_told_otherwise():
    _, event = KIT.fire(REGISTER.action("SR3.1/A1"), "start", as_of=DAY)
    assert event.ref == "A1"


def test_blocked_trigger_raises_what_why_not_says():
    action = REGISTER.action("SR3.1/A1")
    reasons = KIT.why_not(action, "close", as_of=DAY, by="Clerk", why="done")
    assert reasons == ["a readable end date is not recorded"]
    with pytest.raises(Blocked) as caught:
        KIT.fire(action, "close", as_of=DAY, by="Clerk", why="done", ref="SR3.1/A1")
    assert list(caught.value.reasons) == reasons
    assert caught.value.ref == "SR3.1/A1"


def test_changes_and_the_reason_count_when_asking_why_not():
    assert KIT.why_not(REGISTER.action("1.0"), "close", as_of=DAY, end="01/10/2019") == []
    closed = Action(ref="1", title="A", state="closed", end="01/10/2019")
    assert KIT.why_not(closed, "reopen", as_of=DAY) == ["the reason is not recorded"]
    assert KIT.why_not(closed, "reopen", as_of=DAY, why="not done") == []


@pytest.mark.parametrize("method", [KIT.fire, KIT.why_not])
@pytest.mark.parametrize(
    ("action", "trigger", "changes", "said"),
    [
        (
            Action(ref="1", title="A"),
            "clos",
            {},
            'no trigger in workflow action "clos"; did you mean "close"?',
        ),
        (Action(ref="1", title="A", state="opn"), "close", {}, 'no state in workflow action "opn"'),
        (Action(ref="1", title="A"), "close", {"ownr": "x"}, 'can be changed "ownr"; did you mean "owner"?'),
        (Action(ref="1", title="A", workflow="gone"), "close", {}, 'no workflow "gone"'),
    ],
)
def test_unknown_names_are_refused_with_the_nearest(method, action, trigger, changes, said):
    with pytest.raises(UnknownNameError) as caught:
        method(action, trigger, as_of=DAY, **changes)
    assert said in str(caught.value)


@pytest.mark.parametrize("address", ["SR3.1/A1", "1.0"])
def test_firing_at_an_address_changes_that_action_only(address):
    new, event = KIT.fire_at(REGISTER, address, "start", as_of=DAY, by="Clerk", why="begun", owner="Clerk")
    action, expected = KIT.fire(
        REGISTER.action(address), "start", as_of=DAY, by="Clerk", why="begun", ref=address, owner="Clerk"
    )
    assert event == expected
    assert (event.ref, event.by, event.why, event.recorded) == (address, "Clerk", "begun", DAY)
    assert new == REGISTER.with_action(address, action)
    assert (new.action(address).state, new.action(address).owner) == ("ongoing", "Clerk")
    assert new.action(address).events == (event,)
    others = [each.item for each in REGISTER.all_actions if each.address != address]
    assert [each.item for each in new.all_actions if each.address != address] == others
    assert REGISTER.action(address).state is None


def test_firing_at_an_address_is_heard_once_with_the_action_as_it_is_now():
    heard = []
    kit = Toolkit.installed(plugin(govkit_event=lambda event, subject: heard.append((event, subject))))
    new, event = kit.fire_at(REGISTER, "SR3.1/A1", "start", as_of=DAY)
    assert heard == [(event, new.action("SR3.1/A1"))]


def test_firing_at_an_address_that_is_blocked_says_where():
    with pytest.raises(Blocked) as caught:
        KIT.fire_at(REGISTER, "SR3.1/A1", "close", as_of=DAY)
    assert caught.value.ref == "SR3.1/A1"
    assert caught.value.reasons == ("a readable end date is not recorded",)


@pytest.mark.parametrize(
    ("address", "trigger", "changes", "said"),
    [
        ("SR3.1/A3", "start", {}, 'there is no item "SR3.1/A3"; did you mean "SR3.1/A'),
        ("SR3.1/A1", "strat", {}, 'no trigger in workflow action "strat"; did you mean "start"?'),
        ("SR3.1/A1", "start", {"ownr": "x"}, 'can be changed "ownr"; did you mean "owner"?'),
    ],
)
def test_firing_at_an_address_refuses_unknown_names(address, trigger, changes, said):
    with pytest.raises(UnknownNameError) as caught:
        KIT.fire_at(REGISTER, address, trigger, as_of=DAY, **changes)
    assert said in str(caught.value)


def test_firing_at_an_address_of_two_actions_is_refused():
    twice = attrs.evolve(REGISTER, actions=REGISTER.actions * 2)
    with pytest.raises(AmbiguousRefError):
        KIT.fire_at(twice, "1.0", "start", as_of=DAY)


def test_sweep_moves_what_the_calendar_has_moved_and_nothing_twice():
    swept, events = KIT.sweep(REGISTER, as_of=DAY)
    assert [(each.ref, each.to_state, each.effective) for each in events] == [
        ("SR3.1/A1", "overdue", date(2019, 1, 1)),
        ("SR3.1/A2", "overdue", date(2019, 4, 1)),
    ]
    assert [located.item.state for located in swept.all_actions] == ["overdue", "overdue", None]
    assert swept.action("1.0") is REGISTER.action("1.0")
    assert [located.item.state for located in REGISTER.all_actions] == [None, "ongoing", None]
    again, none = KIT.sweep(swept, as_of=DAY)
    assert again is swept
    assert none == []


def test_sweep_refuses_an_unknown_lifecycle_with_the_address_in_the_register():
    action = Action(ref="A1", title="A", workflow="gone")
    register = Register(ref="r", title="T", risks=(Risk(ref="R1", title="A", actions=(action,)),))
    with pytest.raises(UnknownNameError, match=r"\(R1/A1\)"):
        KIT.sweep(register, as_of=DAY)


def test_plugins_hear_of_what_is_fired_and_swept_with_the_item_as_it_is_now():
    heard = []
    kit = Toolkit.installed(plugin(govkit_event=lambda event, subject: heard.append((event, subject))))
    action, event = kit.fire(REGISTER.action("1.0"), "start", as_of=DAY)
    assert heard == [(event, action)]
    heard.clear()
    swept, events = kit.sweep(REGISTER, as_of=DAY)
    assert heard == list(zip(events, swept.risk("SR3.1").actions, strict=True))
    kit.why_not(action, "close", as_of=DAY)
    assert len(heard) == 2


def test_sweep_can_be_announced_later_with_the_items_as_they_are_then():
    heard = []
    kit = Toolkit.installed(plugin(govkit_event=lambda event, subject: heard.append((event, subject))))
    swept, events = kit.sweep(REGISTER, as_of=DAY, announce=False)
    assert heard == []
    assert (swept, events) == KIT.sweep(REGISTER, as_of=DAY)
    later = swept.with_action("SR3.1/A2", attrs.evolve(swept.action("SR3.1/A2"), owner="Clerk"))
    kit.announce(later, iter(events))
    assert heard == list(zip(events, later.risk("SR3.1").actions, strict=True))
    kit.announce(later, [])
    assert len(heard) == 2


def test_what_is_fired_can_be_announced_later_too():
    heard = []
    kit = Toolkit.installed(plugin(govkit_event=lambda event, subject: heard.append((event, subject))))
    kit.fire(REGISTER.action("1.0"), "start", as_of=DAY, announce=False)
    new, event = kit.fire_at(REGISTER, "SR3.1/A1", "close", as_of=DAY, announce=False, end="01/10/2019")
    assert heard == []
    kit.announce(new, [event])
    assert heard == [(event, new.action("SR3.1/A1"))]


def test_a_lifecycle_is_found_by_its_id():
    assert KIT.lifecycle("action") is KIT.workflows["action"]
    with pytest.raises(UnknownNameError, match='no workflow "actoin"; did you mean "action"'):
        KIT.lifecycle("actoin")


def test_of_two_actions_with_one_address_the_one_that_moved_is_announced():
    heard = []
    kit = Toolkit.installed(plugin(govkit_event=lambda event, subject: heard.append((event, subject))))
    first = Action(ref="1", title="First", deadline="31/12/2018")
    for actions in (
        (first, attrs.evolve(first, deadline="2099")),
        (attrs.evolve(first, deadline="2099"), first),
    ):
        swept, (event,) = kit.sweep(Register(ref="r", title="T", actions=actions), as_of=DAY)
        (moved,) = (action for action in swept.actions if action.state == "overdue")
        assert heard == [(event, moved)]
        heard.clear()


def test_event_that_no_action_of_the_register_holds_is_refused_after_those_before_it():
    heard = []
    kit = Toolkit.installed(plugin(govkit_event=lambda event, subject: heard.append(event)))
    swept, (first, second) = kit.sweep(REGISTER, as_of=DAY, announce=False)
    without = swept.with_action("SR3.1/A2", REGISTER.action("SR3.1/A2"))
    with pytest.raises(UnknownNameError) as caught:
        kit.announce(without, [first, second])
    assert str(caught.value).startswith('there is no item that holds the event lapse of "SR3.1/A2"; ')
    assert heard == [first]


# ------------------------------------------------------------------------------------------------------ files


@pytest.mark.parametrize("suffix", ["yaml", "yml", "json", "toml"])
def test_register_is_saved_and_loads_equal(tmp_path, suffix):
    path = tmp_path / f"r.{suffix}"
    KIT.save(REGISTER, path)
    assert KIT.load(path) == REGISTER
    assert KIT.load(str(path)).source.name == str(path)


def test_file_that_cannot_be_read_or_written_is_an_error(tmp_path):
    with pytest.raises(LoadError, match=r"gone\.yaml was not loaded: 1 problem"):
        KIT.load(tmp_path / "gone.yaml")
    with pytest.raises(SaveError, match="was not written"):
        KIT.save(REGISTER, tmp_path / "gone" / "r.yaml")


def test_format_that_is_unknown_is_an_error(tmp_path):
    with pytest.raises(UnknownNameError, match=r'there is no file format "\.yam"'):
        KIT.load(tmp_path / "r.yam")
    with pytest.raises(UnknownNameError, match=r'there is no file format "\.yam"'):
        KIT.save(REGISTER, tmp_path / "r.yam")
    assert list(tmp_path.iterdir()) == []


def test_of_two_equal_events_each_action_hears_its_own():
    heard = []

    class Listener:
        @hookimpl
        def govkit_event(self, event, subject):
            heard.append(subject.title)

    twins = tuple(Action(ref="1", title=title, deadline="1 May 2019") for title in ("First", "Second"))
    Toolkit.installed(Listener()).sweep(Register(ref="r", title="T", actions=twins), as_of=date(2019, 10, 9))
    assert heard == ["First", "Second"]
