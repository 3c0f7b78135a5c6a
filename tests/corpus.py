"""Where the tests find the real day pages."""

import os
from pathlib import Path

import pytest

_DEFAULT = Path(__file__).parents[2] / "shared" / "corpus" / "portal"


def corpus_folder() -> Path:
    """Return the folder of real day pages, or skip the test; on CI a missing corpus is a failure.

    The folder is named by ``STORYTRAIL_CORPUS``, else it is ``../shared/corpus/portal`` beside the checkout.
    """
    folder = Path(os.environ.get("STORYTRAIL_CORPUS") or _DEFAULT)
    if any(folder.glob("*_*_*.txt")):
        return folder
    missing = (
        f"There are no day pages in {folder}; set STORYTRAIL_CORPUS to a folder of wikitext day pages named like "
        "2016_February_3.txt."
    )
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)
