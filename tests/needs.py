"""What a test needs beside Python: without it the test is skipped with a reason, and on CI it fails."""

import os

import pytest


def need(present: bool, what: str, how: str) -> None:
    """Go on if something is present; else skip, or fail where ``CI=true`` promises that nothing is missing.

    Parameters
    ----------
    present : bool
        Whether it is there.
    what : str
        What is needed.
    how : str
        How to get it.
    """
    if present:
        return
    reason = f"needs {what}; get it with: {how}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
