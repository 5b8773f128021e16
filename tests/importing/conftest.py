"""What tests of imports share."""

import pytest
from sheets import Maps


@pytest.fixture
def maps(tmp_path):
    return Maps(tmp_path)
