"""A service with two bodies, each with its key."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from govkit_service import Store, create_app

from govkit import Toolkit

REGISTERS = Path(__file__).parents[2] / "registers"


@dataclass
class Caller:
    """A client that is one body."""

    client: TestClient
    key: str

    def __call__(self, method, path, **more):
        headers = {"X-API-Key": self.key} | more.pop("headers", {})
        return self.client.request(method, path, headers=headers, **more)


@pytest.fixture(scope="module")
def served():
    """Serve from a database to some bodies: the store, and a caller for each body."""
    stores = []

    def serve(url, kit, *bodies):
        store = Store(url)
        stores.append(store)
        client = TestClient(create_app(kit, store), raise_server_exceptions=False)
        return store, [Caller(client, store.key_for(each)) for each in bodies]

    yield serve
    for each in stores:
        each.close()


@pytest.fixture(scope="module")
def paper():
    return (REGISTERS / "cambs-2019.yaml").read_bytes()


@pytest.fixture
def two(tmp_path, served):
    return served(f"sqlite:///{tmp_path}/r.db", Toolkit.installed(), "Cambridgeshire", "Leicestershire")[1]
