"""Opening a store by its address."""

from pathlib import Path

import pytest

from graph.errors import InputError, StoreError, StoreMissingError
from graph.model import Ref
from graph.store import open_store
from graph.store.address import absolute, check_server, is_server, store_folder
from tests.store.building import DAY, day, document, event


def test_a_store_is_made_when_asked_for_and_found_again(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "store"
    with pytest.raises(StoreMissingError, match=r"no store at .*deep/store; `storytrail load`"):
        open_store(str(place))
    assert not place.exists()
    with open_store(str(place), create=True) as store:
        store.graph.replace_document(*day(DAY, event("a")))
        store.documents.put(document("d"))
        store.user.mute(Ref("a", "A"))
        assert (store.folder, store.analysis.parent) == (place, place)
    with open_store(str(place), create=True) as store:
        assert store.graph.counts().events == 1
    with open_store(f"embedded://{place}") as store:
        assert store.graph.counts().events == 1
        assert store.documents.ids() == ["d"]
        assert store.user.muted() == [Ref("a", "A")]


def test_a_new_store_can_be_read_by_others_at_once(tmp_path: Path) -> None:
    with open_store(str(tmp_path), create=True), open_store(str(tmp_path)) as reader:
        assert reader.graph.counts().events == 0


def test_addresses(tmp_path: Path) -> None:
    assert store_folder("embedded:///data/my%20news") == Path("/data/my news")
    assert store_folder("relative/place") == Path("relative/place")
    assert store_folder("~/news") == Path.home() / "news"
    for bad in ("neo4j://host", "bolt://host:7687", "https://example.org", "embedded://host", ""):
        with pytest.raises(InputError):
            store_folder(bad)
    with pytest.raises(InputError, match="no stores at mongodb://; name a folder"):
        open_store("mongodb://host", create=True)


def test_addresses_of_servers() -> None:
    for url in ("neo4j://host", "neo4j+s://HOST:7687", "bolt://[::1]:9/", "neo4j+ssc://host?policy=near"):
        assert is_server(url)
        assert absolute(url) == url
    assert not is_server("neo4j/store")
    for bad in (
        "neo4j://",
        "bolt://host:port",
        "neo4j://host/database",
        "bolt://host#x",
        "bolt://a\0b",
        "bolt://h?x=y",
    ):
        with pytest.raises(InputError):
            check_server(bad)


@pytest.mark.parametrize("url", ["neo4j://me:secret@host", "bolt://u:1/sec#ret@host", "neo4j://u:12?secret@host"])
def test_a_password_in_an_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(InputError, match="NEO4J_PASSWORD") as caught:
        open_store(url)
    assert "sec" not in str(caught.value)


def test_a_place_that_is_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreMissingError):
        open_store(str(tmp_path / "file"))
    with pytest.raises(StoreError, match="cannot be made"):
        open_store(str(tmp_path / "file"), create=True)


def test_documents_and_user_data_do_not_need_the_graph(tmp_path: Path) -> None:
    with open_store(str(tmp_path), create=True) as store:
        store.documents.put(document("d"))
        store.user.mute(Ref("a", "A"))
    (tmp_path / "graph.kgl").write_bytes(b"garbage")
    with open_store(str(tmp_path)) as store:
        assert store.documents.ids() == ["d"]
        assert store.user.muted() == [Ref("a", "A")]
    with open_store(str(tmp_path), fresh=True) as store:
        assert store.user.muted() == [Ref("a", "A")]
        assert store.graph.counts().events == 0
