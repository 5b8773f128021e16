"""What a plug-in offers says where it comes from, and is the same as before all the same."""

from datetime import date
from importlib import metadata

import attrs
import pytest

from govkit import Assessment, Register, Risk, Scheme, Toolkit, hookimpl
from govkit.plugin.origin import documentation, stamped
from govkit_schemes.cambs_2019 import CAMBS_2019
from govkit_workflows.action import ACTION

DAY = date(2019, 10, 9)
GOVKIT = f"govkit {metadata.version('govkit')}"
KIT = Toolkit.installed()
LEVELS = {"likelihood": 2, "impact": 4}
ACME = """
    SCHEME, WORKFLOW, RULE = scheme("acme"), workflow("acme"), rule_of("ACMEXX001")

    @hookimpl
    def govkit_schemes():
        return [SCHEME]

    @hookimpl
    def govkit_workflows():
        return [WORKFLOW]

    @hookimpl
    def govkit_rules():
        return [RULE]
"""


def test_schemes_and_lifecycles_carry_distribution_and_version(site):
    site.install("acme", ACME, version="2.1")
    kit = Toolkit.installed()
    assert kit.scheme("acme").origin == "acme 2.1"
    assert kit.workflows["acme"].origin == "acme 2.1"
    assert {each.origin for key, each in (*kit.schemes.items(), *kit.workflows.items()) if key != "acme"} == {
        GOVKIT
    }


def test_ratings_carry_the_origin_of_their_scheme(site):
    site.install("acme", ACME, version="2.1")
    kit = Toolkit.installed()
    assert kit.scheme("acme").rate({"harm": 1}).origin == "acme 2.1"
    plain = Assessment(levels=LEVELS, scheme="cambs-2019")
    worst = attrs.evolve(plain, levels={"likelihood": 2, "impact": {"political": 2, "economic": 4}})
    assert kit.rate(plain).origin == kit.rate(worst).origin == GOVKIT
    assert kit.rate(Risk(ref="R1", title="A", current=plain)).current.origin == GOVKIT


def test_findings_carry_the_origin_of_their_rule(site):
    site.install("acme", ACME, version="2.1")
    site.install("broken", "import nowhere_at_all")
    register = Register(ref="r", title="T")
    found = {each.code: each.origin for each in Toolkit.installed().check(register, as_of=DAY)}
    assert found == {"ACMEXX001": "acme 2.1", "GKPLG001": GOVKIT}
    (finding,) = Toolkit.installed(allow=["broken"]).check(register, as_of=DAY)
    assert (finding.code, finding.origin) == ("GKPLG001", GOVKIT)


def test_finding_that_a_rule_raised_carries_the_origin_of_that_rule(site):
    site.install(
        "acme",
        """
        @rule(code="ACMEXX001", name="raises", severity=Severity.NOTE, over=Over.REGISTER, message="m")
        def raises(located, context):
            '''It raises.

            What it does
            Why it matters
            Example
            Instead
            '''
            raise ValueError

        @hookimpl
        def govkit_rules():
            return [raises]
        """,
    )
    (finding,) = Toolkit.installed().check(Register(ref="r", title="T"), as_of=DAY)
    assert (finding.code, finding.origin) == ("GKPLG002", "acme 1.0")


def test_without_a_toolkit_there_is_no_origin():
    assert (CAMBS_2019.origin, ACTION.origin, CAMBS_2019.rate(LEVELS).origin) == ("", "", "")


def test_origin_is_no_part_of_equality_hash_or_version():
    scheme, lifecycle = KIT.scheme("cambs-2019"), KIT.workflows["action"]
    for one, other in (
        (scheme, CAMBS_2019),
        (lifecycle, ACTION),
        (scheme.rate(LEVELS), CAMBS_2019.rate(LEVELS)),
    ):
        assert one.origin != other.origin
        assert (one, hash(one), repr(one)) == (other, hash(other), repr(other))
    assert lifecycle.version == ACTION.version
    assert scheme.rate(LEVELS) <= CAMBS_2019.rate(LEVELS)


def test_rating_stays_a_look_up_whose_results_are_shared():
    scheme = KIT.scheme("cambs-2019")
    assert scheme.rate(LEVELS) is scheme.rate({"likelihood": "Possible", "impact": "Significant"})


def test_where_something_comes_from_is_known_of_what_was_given_and_of_what_is_used(site):
    site.install("acme", ACME)
    kit = Toolkit.installed()
    import acme  # noqa: PLC0415 - it is there only now

    for given, used in (
        (acme.SCHEME, kit.scheme("acme")),
        (acme.WORKFLOW, kit.workflows["acme"]),
        (acme.RULE, kit.rules["ACMEXX001"]),
    ):
        assert kit.origin(given) is kit.origin(used)
        assert kit.origin(used).distribution == "acme"


class Offers:
    """A plug-in that offers what it is given as schemes."""

    def __init__(self, *schemes):
        self.schemes = schemes

    @hookimpl
    def govkit_schemes(self):
        return self.schemes


def test_a_claim_to_come_from_elsewhere_is_replaced():
    claimed = attrs.evolve(CAMBS_2019, origin="govkit 0.1.0")
    assert Toolkit(Offers(claimed)).scheme("cambs-2019").origin == "(passed in)"


@attrs.frozen(kw_only=True)
class Stubborn(Scheme):
    """A scheme of a stranger's that takes no origin."""

    origin: str = attrs.field(default="", validator=attrs.validators.max_len(0))


def test_an_item_that_takes_no_origin_is_left_out_with_a_problem_and_costs_no_other():
    fields = {field.name: getattr(CAMBS_2019, field.name) for field in attrs.fields(Scheme)}
    kit = Toolkit(Offers(Stubborn(**fields | {"id": "stubborn"}), CAMBS_2019))
    (problem,) = kit.plugin_problems
    assert problem.startswith(
        'plug-in "Offers" of (passed in): its scheme "stubborn" is left out, because it takes no origin: ValueError'
    )
    assert kit.plugins[0].offers == ["scheme cambs-2019"]
    assert list(kit.schemes) == ["cambs-2019"]


@attrs.frozen
class Other:
    """A class that is no Scheme and has the field."""

    origin: str = ""


class Unlike:
    """A class without fields, whose attribute of that name means something else."""

    origin = "here"


@pytest.mark.parametrize(("item", "origin"), [(Other(), "acme 1.0"), (Unlike(), "here")])
def test_whatever_attrs_class_has_the_field_is_stamped_and_others_are_left_alone(item, origin):
    result = stamped(item, "acme 1.0")
    assert result.origin == origin
    assert (result is item) is isinstance(item, Unlike)


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        ([], ""),
        (["Project-URL: Source, https://a.org/code"], ""),
        (["Project-URL: Homepage, https://a.org"], "https://a.org"),
        (
            ["Project-URL: homepage,http://a.org", "Project-URL: Documentation, https://a.org/docs"],
            "https://a.org/docs",
        ),
        (["Project-URL: Documentation, javascript:alert(1)"], ""),
        (["Project-URL: Documentation"], ""),
    ],
)
def test_the_address_of_the_documentation_is_the_one_that_the_distribution_names(
    tmp_path, monkeypatch, lines, address
):
    folder = tmp_path / "acme_docs-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(
        "\n".join(["Metadata-Version: 2.1", "Name: acme-docs", "Version: 1", *lines, ""])
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert documentation("acme-docs") == address


@pytest.mark.parametrize("name", ["nobody-has-this", "(passed in)", ""])
def test_what_is_not_installed_has_no_documentation(name):
    assert documentation(name) == ""
