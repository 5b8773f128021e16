"""The service keeps to its own OpenAPI document, whatever is asked."""

import tempfile
from pathlib import Path

import pytest
import schemathesis
from fastapi.testclient import TestClient
from govkit_service import Store, create_app
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from govkit import Toolkit

FOLDER = tempfile.TemporaryDirectory()
STORE = Store(f"sqlite:///{FOLDER.name}/r.db")
KEY = {"X-API-Key": STORE.key_for("Cambridgeshire")}
APP = create_app(Toolkit.installed(), STORE)
schema = schemathesis.openapi.from_asgi("/openapi.json", APP)


@pytest.fixture(scope="module", autouse=True)
def stored():
    paper = Path(__file__).parents[2] / "registers" / "cambs-2019.yaml"
    headers = KEY | {"Content-Type": "application/yaml"}
    sent = TestClient(APP).put("/registers/cambs-2019", content=paper.read_bytes(), headers=headers)
    assert sent.status_code == 201
    yield
    STORE.close()
    FOLDER.cleanup()


@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_document_tells(case):
    # What a register holds cannot be said in the shape of a request: a well-formed address may be of nothing.
    case.call_and_validate(headers=KEY, excluded_checks=[positive_data_acceptance])
