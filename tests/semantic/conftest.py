"""The real model, loaded once for all tests."""

import pytest

from graph.semantic import Embedder, available
from tests.needs import need


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The embedder; without the packages of the extra the test is skipped, on CI it fails."""
    need(available(), "the packages of the semantic extra", "uv sync --extra semantic")
    return Embedder()
