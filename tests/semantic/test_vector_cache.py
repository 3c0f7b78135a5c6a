"""Vectors kept in a file: made once, given again, and never in the way."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from graph.semantic import Embedder, VectorCache
from graph.semantic import vector_cache as module
from graph.semantic.embedder import Step

TEXTS = [
    "Dockers in Aden end their strike.",
    "A new planet is found.",
    "Floods.",
    "Dockers in Aden end their strike.",
    "",
]


class Watched(Embedder):
    """The real embedder, which notes what it is asked for; it can be told to break off."""

    def __init__(self, breaks_at: str | None = None) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.breaks_at = breaks_at

    def vectors(self, texts: Sequence[str], progress: Step | None = None) -> NDArray[np.float32]:
        if self.breaks_at in texts:
            raise KeyboardInterrupt
        self.asked += texts
        return super().vectors(texts, progress)


@pytest.fixture(scope="module")
def _loaded(embedder: Embedder) -> Watched:
    return Watched()


@pytest.fixture
def watched(_loaded: Watched) -> Watched:
    _loaded.asked.clear()
    return _loaded


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "analysis" / "vectors.sqlite"


def change(path: Path, sql: str) -> None:
    """Change the file behind the cache's back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(sql)


def test_every_text_is_read_once(watched: Watched, path: Path) -> None:
    first = VectorCache(path).vectors(TEXTS, watched)
    assert sorted(watched.asked) == sorted(set(TEXTS))
    again = VectorCache(path).vectors([*reversed(TEXTS), "Votes are counted."], watched)
    assert watched.asked[4:] == ["Votes are counted."]
    np.testing.assert_array_equal(again[:5], first[::-1])


def test_vectors_are_those_of_the_embedder_rounded(watched: Watched, path: Path) -> None:
    kept, made = VectorCache(path).vectors(TEXTS, watched), watched.vectors(TEXTS)
    assert kept.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(kept, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(kept @ kept.T, made @ made.T, atol=5e-4)


def test_no_texts_have_no_vectors_and_make_no_file(watched: Watched, path: Path) -> None:
    assert VectorCache(path).vectors([], watched).shape == (0, 384)
    assert not path.exists()


def test_another_model_has_vectors_of_its_own(watched: Watched, path: Path) -> None:
    VectorCache(path).vectors(TEXTS[:1], watched)
    other = Watched()
    other.model_id = "another"
    VectorCache(path).vectors(TEXTS[:1], other)
    assert other.asked == TEXTS[:1]
    VectorCache(path).vectors(TEXTS[:1], watched)
    assert watched.asked == TEXTS[:1]


def test_an_interruption_loses_little(path: Path, monkeypatch: pytest.MonkeyPatch, embedder: Embedder) -> None:
    monkeypatch.setattr(module, "_MADE_AT_ONCE", 2)
    texts = [f"Event {number}." for number in range(5)]
    with pytest.raises(KeyboardInterrupt):
        VectorCache(path).vectors(texts, Watched(breaks_at="Event 4."))
    later = Watched()
    seen: list[tuple[str, int, int]] = []
    VectorCache(path).vectors(texts, later, lambda work, done, missing: seen.append((work, done, missing)))
    assert later.asked == ["Event 4."]
    assert seen == [("Embedding texts", 1, 1)]


def test_a_file_that_is_no_database_is_made_again(watched: Watched, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"nothing of the kind" * 400)
    VectorCache(path).vectors(TEXTS, watched)
    count = len(watched.asked)
    VectorCache(path).vectors(TEXTS, watched)
    assert len(watched.asked) == count


def test_a_file_with_damaged_pages_is_made_again(watched: Watched, path: Path) -> None:
    texts = [f"Event {number}." for number in range(40)]
    sound = VectorCache(path).vectors(texts, watched)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    np.testing.assert_array_equal(VectorCache(path).vectors(texts, watched), sound)
    assert len(watched.asked) == 80
    VectorCache(path).vectors(texts, watched)
    assert len(watched.asked) == 80


@pytest.mark.parametrize("broken", ["zeroblob(768)", "x'00'", "'words'", "7", "randomblob(768)"])
def test_a_row_that_is_no_vector_is_made_again(watched: Watched, path: Path, broken: str) -> None:
    sound = VectorCache(path).vectors(TEXTS[:2], watched)
    change(path, f"UPDATE vectors SET vector = {broken}")
    np.testing.assert_array_equal(VectorCache(path).vectors(TEXTS[:2], watched), sound)
    assert len(watched.asked) == 4


def test_where_nothing_can_be_written_the_vectors_come_all_the_same(watched: Watched, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    cache = VectorCache(in_the_way / "analysis" / "vectors.sqlite")
    for _ in range(2):
        assert cache.vectors(TEXTS[:1], watched).shape == (1, 384)
    assert watched.asked == TEXTS[:1] * 2


def test_a_file_of_a_later_version_is_left_alone(watched: Watched, path: Path) -> None:
    VectorCache(path).vectors(TEXTS[:1], watched)
    change(path, "PRAGMA user_version = 99")
    assert VectorCache(path).vectors(TEXTS[:1], watched).shape == (1, 384)
    assert watched.asked == TEXTS[:1] * 2
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM vectors").fetchone() == (1,)


def test_a_text_with_half_a_character_is_kept_too(watched: Watched, path: Path) -> None:
    texts = ["\ud83d", "\ud83e"]
    VectorCache(path).vectors(texts, watched)
    VectorCache(path).vectors(texts, watched)
    assert watched.asked == texts
