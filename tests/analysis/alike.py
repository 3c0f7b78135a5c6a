"""Whether two snapshots are the same in all that they hold."""

import dataclasses

import numpy as np

from graph.analysis.snapshot import Snapshot


def assert_alike(one: Snapshot, other: Snapshot) -> None:
    """Fail, and say where, unless two snapshots agree in every attribute, order and type of number included."""
    _compare(one, other, "snapshot")
    assert one.openings == other.openings


def _compare(one: object, other: object, where: str) -> None:
    assert type(one) is type(other), where
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        assert one.dtype == other.dtype, where
        assert one.tolist() == other.tolist(), where
    elif dataclasses.is_dataclass(one):
        for field in dataclasses.fields(one):
            _compare(getattr(one, field.name), getattr(other, field.name), f"{where}.{field.name}")
    elif isinstance(one, dict) and isinstance(other, dict):
        assert list(one.items()) == list(other.items()), where
    else:
        assert one == other, where
