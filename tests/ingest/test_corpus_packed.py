"""The real day pages, packed: the same documents come out of an archive as out of the folder."""

import bz2
import gzip
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.ingest.items import Item
from graph.model import Document
from graph.parse.encoding import decode
from tests.corpus import corpus_folder
from tests.ingest.making import dump_of, items_of, page_of, revision_of

pytestmark = pytest.mark.corpus

EVERY = 17


@pytest.fixture(scope="module")
def pages() -> list[Path]:
    """Some of the real pages, by name."""
    return sorted(corpus_folder().glob("*_*_*.txt"))[::EVERY]


@pytest.fixture(scope="module")
def expected(pages: list[Path]) -> dict[str, str]:
    return {item.id: item.digest for page in pages for item in items_of(page) if isinstance(item, Document)}


def digests(items: list[Item]) -> dict[str, str]:
    """Every item by its id; all are documents."""
    assert all(isinstance(item, Document) for item in items), [item for item in items if not isinstance(item, Document)]
    return {item.id: item.digest for item in items if isinstance(item, Document)}


def test_a_zip_gives_the_same_as_the_folder(tmp_path: Path, pages: list[Path], expected: dict[str, str]) -> None:
    with zipfile.ZipFile(tmp_path / "pages.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for page in pages:
            archive.write(page, f"portal/{page.name}")
    assert len(expected) == len(pages)
    assert digests(items_of(tmp_path)) == expected


@pytest.mark.parametrize("packing", ["", ".gz", ".bz2"])
def test_a_tar_gives_the_same_as_the_folder(
    tmp_path: Path, pages: list[Path], expected: dict[str, str], packing: str
) -> None:
    plain = tmp_path / "pages.tar"
    with tarfile.open(plain, "w") as archive:
        for page in pages:
            archive.add(page, f"portal/{page.name}")
    pack: dict[str, Callable[[bytes], bytes]] = {"": bytes, ".gz": gzip.compress, ".bz2": bz2.compress}
    packed = tmp_path / f"pages.tar{packing}"
    packed.write_bytes(pack[packing](plain.read_bytes()))
    assert digests(items_of(packed)) == expected


def test_a_dump_gives_the_same_as_the_folder(tmp_path: Path, pages: list[Path], expected: dict[str, str]) -> None:
    """Except for line ends, which XML has in one form only."""

    def in_dump(page: Path) -> str:
        year, month, day = page.stem.split("_")
        text = decode(page.read_bytes())
        return page_of(f"Portal:Current events/{year} {month} {day}", revision_of(text))

    (tmp_path / "wiki.xml.bz2").write_bytes(bz2.compress(dump_of(*map(in_dump, pages)).encode()))
    found = digests(items_of(tmp_path))
    assert list(found) == list(expected)
    same = sum(found[name] == expected[name] for name in expected)
    assert same >= 0.99 * len(expected)
