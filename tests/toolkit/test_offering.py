"""What a toolkit was given: schemes, lifecycles and rules, and where each comes from."""

from datetime import date

import attrs
import pytest

from govkit import (
    Action,
    PluginError,
    Toolkit,
    UnknownNameError,
    Workflow,
)
from govkit.workflow import Field, Present, Row, State

DAY = date(2019, 10, 9)
KIT = Toolkit.installed(strict=True)


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


def test_a_lifecycle_is_found_by_its_id():
    assert KIT.lifecycle("action") is KIT.workflows["action"]
    with pytest.raises(UnknownNameError, match='no workflow "actoin"; did you mean "action"'):
        KIT.lifecycle("actoin")


def test_rules_are_found_by_code_or_by_a_name_that_several_may_share(plugin):
    one, other = (
        attrs.evolve(KIT.rules["GKREF001"], code=code, name="same-name")
        for code in ("ACMEXX001", "ACMEXX002")
    )
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


def lifecycle(name, **changes):
    plain = {
        "title": "Stuck", "kind": "action", "initial": "open",
        "states": (State("open", "Open"), State("held", "Held"), State("done", "Done", final=True)),
        "rows": (Row("hold", "open", "held"), Row("finish", "open", "done", guard=Present(Field("due.lst")))),
    }  # fmt: skip
    return Workflow(id=name, **{**plain, **changes})


STUCK = lifecycle("stuck")
SOUND = lifecycle("sound", states=(STUCK.states[0], STUCK.states[2]), rows=(Row("finish", "open", "done"),))


@pytest.mark.parametrize("make", [Toolkit, Toolkit.installed])
def test_a_lifecycle_with_faults_is_refused_where_strictness_is_asked_for_and_used_elsewhere(make, plugin):
    offering = plugin(govkit_workflows=lambda: [SOUND, STUCK])
    with pytest.raises(PluginError) as caught:
        make(offering, strict=True)
    label = 'plug-in "SimpleNamespace" of (passed in): its workflow "stuck" does not keep'
    lst = 'WrittenDate has no "lst"; did you mean "last"?'
    way_out = "(mend it, or load it without strict)"
    assert caught.value.problems == (
        f'{label} end-in-reach: from "held" no final state can be reached: no row leads out of it {way_out}',
        f'{label} names-known: row 2 (finish from "open" to "done") reads "due.lst", and {lst} {way_out}',
    )
    kit = make(offering)
    assert (kit.lifecycle("stuck"), kit.plugin_problems) == (STUCK, ())
    assert make(plugin(govkit_workflows=lambda: [SOUND]), strict=True).lifecycle("sound") == SOUND


@attrs.frozen(kw_only=True)
class Shy(Workflow):
    """A lifecycle that does not let itself be looked at."""

    @property
    def state(self):
        raise RuntimeError("do not look")


def test_a_lifecycle_that_cannot_be_verified_is_refused_too(plugin):
    shy = Shy(id="shy", title="S", kind="action", initial="a", states=(State("a", "A"),), rows=())
    with pytest.raises(PluginError) as caught:
        Toolkit(plugin(govkit_workflows=lambda: [shy]), strict=True)
    (problem,) = caught.value.problems
    assert (
        'its workflow "shy" cannot be verified: RuntimeError: do not look (test_offering.py, line ' in problem
    )
