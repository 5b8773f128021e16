"""The wheel, as strangers get it: installed in an empty environment, and used from there."""

import shutil
import subprocess
import sys
import tarfile
from importlib import metadata
from pathlib import Path

import pytest

from govkit.scaffold import scheme_package, workflow_package

ROOT = Path(__file__).parents[2]
SHIPPED = [
    "cambs-2016",
    "cambs-2019",
    "fmea-rpn",
    "leicestershire-2016",
    "mil-std-882d",
    "npsa-5x5",
    "owasp-rr",
    "probability-impact-3x3",
]
pytestmark = pytest.mark.wheel


def run(*command: str | Path, cwd: Path) -> str:
    result = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """An environment without anything, not even pip; wheels are built from a copy of the sources."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("govkit", "schemes", "workflows", "examples"):
        shutil.copytree(ROOT / name, folder / "src" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("_govkit_hypothesis.py", "_govkit_pytest.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / "src" / name)
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    return folder


def pip(*arguments: str | Path, cwd: Path) -> str:
    # The development environment has no pip of its own either; the one that made it is asked.
    base = Path(sys._base_executable)
    return run(base, "-m", "pip", "--disable-pip-version-check", *arguments, cwd=cwd)


@pytest.fixture(scope="module")
def wheel(empty):
    pip("wheel", "--quiet", "--no-deps", "--wheel-dir", empty / "dist", empty / "src", cwd=empty)
    return next((empty / "dist").glob("govkit-*.whl"))


@pytest.fixture(scope="module")
def python(empty, wheel):
    target = empty / "venv" / "bin" / "python"
    acme = empty / "src" / "examples" / "acme_plugin"
    pip("--python", target, "install", "--quiet", f"{wheel}[cli]", acme, cwd=empty)
    return target


def test_only_three_packages_and_the_doors_to_hypothesis_and_pytest_reach_the_top_level(python, empty):
    code = (
        "from importlib.metadata import files\n"
        "print(*sorted({f.parts[0] for f in files('govkit')} - {'..', '__pycache__'}), sep='\\n')"
    )
    names = run(python, "-I", "-c", code, cwd=empty).split()
    version = metadata.version("govkit")
    assert names == [
        "_govkit_hypothesis.py",
        "_govkit_pytest.py",
        "govkit",
        f"govkit-{version}.dist-info",
        "govkit_schemes",
        "govkit_workflows",
    ]


def test_hypothesis_draws_types_of_govkit_without_an_import_of_the_strategies(wheel, empty):
    project = empty / "project"
    run(sys.executable, "-m", "venv", "--without-pip", project, cwd=empty)
    pip("--python", project / "bin" / "python", "install", "--quiet", f"{wheel}[testing]", cwd=empty)
    (empty / "test_project.py").write_text(
        "from govkit import Register, Scheme\n"
        "from hypothesis import HealthCheck, given, infer, settings\n\n\n"
        "@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])\n"
        "@given(register=infer, scheme=infer)\n"
        "def test_types(register: Register, scheme: Scheme):\n"
        "    assert isinstance(register, Register)\n"
        "    assert scheme.factors\n"
    )
    assert "1 passed" in run(project / "bin" / "python", "-m", "pytest", "-q", "test_project.py", cwd=empty)


def test_every_package_is_typed(python, empty):
    code = (
        "from importlib.resources import files\n"
        "print(all((files(p) / 'py.typed').is_file() for p in ('govkit', 'govkit_schemes', 'govkit_workflows')))"
    )
    assert run(python, "-I", "-c", code, cwd=empty).strip() == "True"


def test_the_installed_command_uses_shipped_and_strangers_plug_ins(python, empty):
    printed = run(python.parent / "govkit", "schemes", cwd=empty)
    assert [line.split()[0] for line in printed.splitlines()] == [*SHIPPED, "acme-2026"]
    register = ROOT / "examples" / "registers" / "cambs-2019.yaml"
    assert "Above tolerance (5)" in run(
        python.parent / "govkit", "report", register, "--as-of", "2019-10-09", cwd=empty
    )


def test_without_the_extra_the_command_says_what_to_install(wheel, empty):
    bare = empty / "bare"
    run(sys.executable, "-m", "venv", "--without-pip", bare, cwd=empty)
    pip("--python", bare / "bin" / "python", "install", "--quiet", wheel, cwd=empty)
    result = subprocess.run([bare / "bin" / "govkit"], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "govkit: the command line needs the extra [cli]: pip install 'govkit[cli]'\n"
    code = "import govkit; print(len(govkit.Toolkit.installed().schemes))"
    assert run(bare / "bin" / "python", "-c", code, cwd=empty).strip() == str(len(SHIPPED))


def test_the_source_distribution_holds_what_its_tests_need(empty):
    run(sys.executable, "-m", "venv", "--without-pip", empty / "builder", cwd=empty)
    builder = empty / "builder" / "bin" / "python"
    pip("--python", builder, "install", "--quiet", "hatchling>=1.27", cwd=empty)
    code = f"from hatchling.build import build_sdist; print(build_sdist({str(empty)!r}))"
    archive = run(builder, "-c", code, cwd=ROOT).splitlines()[-1]
    with tarfile.open(empty / archive) as tar:
        names = {member.name.partition("/")[2] for member in tar.getmembers()}
    for name in ("govkit/__init__.py", "tests/packaging/test_wheel.py", "examples/registers/cambs-2019.yaml",
                 "schemes/govkit_schemes/cambs-2019.toml", "_govkit_hypothesis.py", "_govkit_pytest.py"):  # fmt: skip
        assert name in names
    assert not [name for name in names if name.startswith((".ci", ".git/", ".venv"))]


@pytest.mark.parametrize(("what", "name"), [("scheme", "harbour-2026"), ("workflow", "pier-repair")])
def test_a_scaffold_builds_installs_and_passes_its_own_tests_untouched(python, empty, wheel, what, name):
    folder, dist = empty / what, empty / "dist"
    run(python.parent / "govkit", "new", what, name, "-o", folder, cwd=empty)
    pip("wheel", "--quiet", "--no-deps", "--wheel-dir", dist, folder, cwd=empty)
    built = next(dist.glob(f"{name.replace('-', '_')}_govkit-*.whl"))
    pip("--python", python, "install", "--quiet", f"{wheel}[cli,testing]", f"{built}[test]", cwd=empty)
    passed = run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=folder)
    assert " passed in " in passed
    assert " failed" not in passed
    assert f"{name} " in run(python.parent / "govkit", f"{what}s", cwd=empty)
    assert "\n0 faults, " in run(python.parent / "govkit", f"{what}s", "verify", name, cwd=empty)


@pytest.mark.parametrize(
    ("folder", "name"), [("acme_plugin", "acme_govkit"), ("cambs_papers", "cambs_papers")]
)
def test_an_example_plug_in_passes_its_own_tests_from_its_wheel(python, empty, wheel, folder, name):
    plugin = empty / "src" / "examples" / folder
    pip("wheel", "--quiet", "--no-deps", "--wheel-dir", empty / "dist", plugin, cwd=empty)
    built = next((empty / "dist").glob(f"{name}-*.whl"))
    pip("--python", python, "install", "--quiet", "--force-reinstall", "--no-deps", built, cwd=empty)
    pip("--python", python, "install", "--quiet", f"{wheel}[cli,testing]", cwd=empty)
    shutil.copytree(plugin / "tests", empty / f"{folder}-tests")
    passed = run(
        python,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--import-mode=importlib",
        f"{folder}-tests",
        cwd=empty,
    )
    assert " passed" in passed
    assert " failed" not in passed


@pytest.mark.parametrize(
    ("files", "untouched"),
    [
        (scheme_package("acme-2026", package="acme_govkit"), "acme_govkit/scheme.py"),
        (workflow_package("acme-repair", package="acme_govkit"), None),
    ],
    ids=["scheme", "workflow"],
)
def test_the_example_plug_in_is_the_scaffolds_filled_in(files, untouched):
    for path, text in files.items():
        file = ROOT / "examples" / "acme_plugin" / path
        assert file.is_file(), path
        if path == untouched:
            assert file.read_text(encoding="utf-8") == text
