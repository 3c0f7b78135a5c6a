from pathlib import Path

import pytest


@pytest.fixture
def on_sample(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the dashboard at the sample; returns the store."""
    monkeypatch.setenv("STORYTRAIL_STORE", str(sample_store))
    return sample_store
