"""Where the tests find the real day pages and pages of the Context."""

import os
from pathlib import Path
from typing import NoReturn

import pytest

_DEFAULT = Path(__file__).parents[2] / "shared" / "corpus" / "portal"


def corpus_folder() -> Path:
    """Return the folder of real day pages, or skip the test; on CI a missing corpus is a failure.

    The folder is named by ``STORYTRAIL_CORPUS``, else it is ``../shared/corpus/portal`` beside the checkout.
    """
    folder = Path(os.environ.get("STORYTRAIL_CORPUS") or _DEFAULT)
    if not any(folder.glob("*_*_*.txt")):
        _give_up(
            f"There are no day pages in {folder}; set STORYTRAIL_CORPUS to a folder of wikitext day pages named like "
            "2016_February_3.txt."
        )
    return folder


def context_folder() -> Path:
    """Return the folder of real pages of the Context, beside that of the day pages, or skip the test."""
    folder = corpus_folder().parent / "context-pages" / "zh-2016"
    if not any(folder.glob("*/*/index.md")):
        _give_up(f"There are no pages of the Context in {folder}; each is to be named like 02/3/index.md.")
    return folder


def seed_page() -> str:
    """Return a real English event page of the Context, or skip the test."""
    folder = corpus_folder().parents[1] / "seed"
    pages = sorted(folder.glob("*.txt"))
    if not pages:
        _give_up(f"There is no page of the Context in {folder}.")
    return pages[0].read_text(encoding="utf-8")


def _give_up(missing: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)
