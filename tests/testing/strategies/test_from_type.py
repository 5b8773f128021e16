"""Types of govkit are drawn in any project that has govkit and Hypothesis, whichever is imported first."""

import inspect
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from _govkit_hypothesis import STRATEGIES
from govkit import model, scoring
from govkit.scoring import BaseScheme, Scheme
from govkit.testing import strategies

ROOT = Path(__file__).parents[3]
TYPES = [
    (getattr(sys.modules[module], name), strategy)
    for module, types in STRATEGIES.items()
    for name, strategy in types.items()
]


def run(code):
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", inspect.cleandoc(code)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.split("\n")[:-1]


@pytest.mark.parametrize(("kind", "strategy"), TYPES, ids=[kind.__name__ for kind, _ in TYPES])
@given(data=st.data())
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
def test_a_type_is_drawn_as_the_strategy_of_its_name_draws_it(kind, strategy, data):
    assert isinstance(data.draw(st.from_type(kind)), kind)
    assert isinstance(data.draw(getattr(strategies, strategy)()), kind)


def test_every_entity_of_the_model_has_a_strategy():
    entities = {name for name, kind in vars(model).items() if inspect.isclass(kind) and attrs.has(kind)}
    assert entities - {
        "Document",
        "Edit",
        "Located",
        "Noted",
        "Position",
        "Refusal",
        "Source",
        "Unplaced",
    } == set(STRATEGIES["govkit.model"])
    assert set(STRATEGIES["govkit.scoring"]) <= set(scoring.__all__)


@given(st.from_type(BaseScheme))
def test_any_scheme_is_drawn_as_a_table(scheme):
    assert isinstance(scheme, Scheme)


@pytest.mark.parametrize(
    "imports",
    [
        "import hypothesis, govkit",
        "import govkit, hypothesis",
        "import hypothesis; from govkit.model import Risk",
        "import hypothesis, importlib.util; importlib.util.find_spec('govkit'); import govkit",
    ],
)
def test_types_are_known_whichever_is_imported_first_and_nothing_else_is_loaded_for_it(imports):
    printed = run(f"""
        {imports}
        import sys
        from hypothesis import Phase, find, settings, strategies as st
        import govkit
        print(*[name for name in ("govkit.testing", "pytest", "govkit_schemes") if name in sys.modules])
        print(type(govkit.__loader__).__name__, type(govkit.__spec__.loader).__name__)
        print(*[finder for finder in sys.meta_path if "govkit" in type(finder).__module__])
        quick = settings(max_examples=1000, database=None, phases=[Phase.generate])
        print(find(st.from_type(govkit.WrittenDate), lambda date: date.kind == "quarter", settings=quick).kind)
    """)
    assert printed == ["", "SourceFileLoader SourceFileLoader", "", "quarter"]


def test_importing_hypothesis_imports_nothing_of_govkit_and_importing_govkit_nothing_of_hypothesis():
    assert run("""
        import hypothesis, sys
        print(*[name for name in sys.modules if name.startswith("govkit")])
        print("_govkit_hypothesis" in sys.modules)
    """) == ["", "True"]
    assert run("""
        import govkit, sys
        print(*[name for name in sys.modules if "hypothesis" in name])
    """) == [""]


def test_a_project_without_govkit_is_told_so_as_ever():
    assert run(f"""
        import hypothesis, sys
        sys.path[:] = [path for path in sys.path if path not in ("", {str(ROOT)!r})]
        try:
            import govkit
        except ModuleNotFoundError as error:
            print(error)
    """) == ["No module named 'govkit'"]


def test_whoever_wants_no_plug_ins_of_hypothesis_has_none():
    assert run("""
        import os
        os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"
        import hypothesis, sys
        print("_govkit_hypothesis" in sys.modules)
    """) == ["False"]
