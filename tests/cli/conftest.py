"""What tests of several commands start from."""

from pathlib import Path

import pytest
from tests.clones import Clones, copied, make_clones


@pytest.fixture(scope="session")
def made_clones(tmp_path_factory: pytest.TempPathFactory) -> Clones:
    """Return two clones and their hub; nobody changes these."""
    return make_clones(tmp_path_factory.mktemp("clones"))


@pytest.fixture
def clones(made_clones: Clones, tmp_path: Path) -> Clones:
    """Return a copy of two clones and their hub."""
    return copied(made_clones, tmp_path / "clones")
