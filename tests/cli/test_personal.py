"""The commands for what is a person's own."""

import json
from pathlib import Path

import pytest

from tests.cli.running import ask, refused, storytrail
from tests.pages import write_pages


@pytest.fixture
def store(tmp_path: Path) -> Path:
    ask("load", write_pages(tmp_path / "pages"), store=tmp_path / "store")
    return tmp_path / "store"


def test_a_muted_topic_stays_muted_and_is_said(store: Path) -> None:
    assert ask("mute", "harbour strike of 2015", store=store)["label"] == "Harbour strike of 2015"
    answer = storytrail("related", "2015-05-04/dock-workers", "--json", store=store)
    assert "Muted topics left out: Harbour strike of 2015." in answer.stderr
    entries = json.loads(answer.stdout)["related"]
    assert "Harbour strike of 2015" not in {reason["label"] for entry in entries for reason in entry["reasons"]}
    found = ask("search", "Harbour strike", store=store)
    assert found["topics"] == []
    assert found["muted"] == ["Harbour strike of 2015"]


def test_unmute_brings_it_back(store: Path) -> None:
    before = ask("related", "2015-05-04/dock-workers", store=store)
    ask("mute", "Rotterdam", store=store)
    assert [topic["label"] for topic in ask("muted", store=store)["muted"]] == ["Rotterdam"]
    ask("unmute", "rotterdam", store=store)
    assert ask("muted", store=store)["muted"] == []
    assert ask("related", "2015-05-04/dock-workers", store=store) == before
    assert refused("unmute", "Rotterdam", store=store)[0] == "not-found"


def test_muting_an_unknown_topic(store: Path) -> None:
    assert refused("mute", "Atlantis", store=store)[0] == "not-found"


def test_what_is_yours_goes_out_and_in(store: Path, tmp_path: Path) -> None:
    ask("mute", "Rotterdam", store=store)
    file = tmp_path / "mine.json"
    ask("user", "export", file, store=store)
    other = tmp_path / "other"
    ask("load", tmp_path / "pages", store=other)
    ask("user", "import", file, store=other)
    assert [topic["label"] for topic in ask("muted", store=other)["muted"]] == ["Rotterdam"]
    printed = storytrail("user", "export", "-", store=other)
    assert json.loads(printed.stdout) == json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", ["not json", "[]", '{"format": 99}'])
def test_a_bad_file_changes_nothing(store: Path, tmp_path: Path, text: str) -> None:
    ask("mute", "Rotterdam", store=store)
    (tmp_path / "bad.json").write_text(text, encoding="utf-8")
    code, message = refused("user", "import", tmp_path / "bad.json", store=store)
    assert code == "bad-input"
    assert message
    assert [topic["label"] for topic in ask("muted", store=store)["muted"]] == ["Rotterdam"]
