"""Errors of the embedded engine, told apart by their stable codes, as errors of Storytrail."""

import re
from pathlib import Path
from typing import Any

from graph.errors import (
    ConstraintError,
    QueryError,
    QueryTimeoutError,
    ReadOnlyError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreVersionError,
)

WAY_OUT = "`storytrail rebuild` makes it anew from the kept documents"
# ENOSPC, EFBIG and EDQUOT, as the engine spells the system's error
_FULL = re.compile(r"os error (?:28|27|122)\b")
_NEWER = re.compile(r"only supports|unknown binary codec|unsupported .*version", re.IGNORECASE)


def store_error(error: Exception, place: Path) -> StoreError:
    """Return the error that users see for an error of the embedded engine.

    Parameters
    ----------
    error : Exception
        What the engine raised.
    place : pathlib.Path
        The store's folder, named in the message.
    """
    code = getattr(error, "code", None) or type(error).__name__
    if code == "WriterLeaseHeld":
        return StoreBusyError(_busy(getattr(error, "holder", {}), place))
    if code in ("FileFormat", "FileNotFound"):
        return _unreadable(str(error), place)
    if code in ("FileIo", "DurabilityFailed", "OSError"):
        return _unwritable(str(error), place)
    return _refused(code, str(error))


def _busy(holder: dict[str, Any], place: Path) -> str:
    who = "This same process" if holder.get("self") else "Another process"
    return (
        f"{who} (pid {holder.get('pid')}) is writing to the store {place} since {holder.get('since')}; "
        "wait until it has ended."
    )


def _unreadable(message: str, place: Path) -> StoreError:
    if _NEWER.search(message):
        return StoreVersionError(f"The graph in {place} was written by another version of the engine; {WAY_OUT}.")
    return StoreDamagedError(f"The graph in {place} cannot be read ({message.rstrip('.')}); {WAY_OUT}.")


def _unwritable(message: str, place: Path) -> StoreError:
    if _FULL.search(message):
        return StoreFullError(
            f"No space is left for the store {place}; it is as it was last published; make room and try again."
        )
    return StoreError(f"The store {place} cannot be read or written: {message}")


def _refused(code: str, message: str) -> StoreError:
    if code in ("ConstraintViolation", "ConstraintCreation"):
        return ConstraintError(message)
    if code == "CypherTimeout":
        return QueryTimeoutError("The query took longer than its limit; narrow its pattern or allow it more time.")
    if code == "ReadOnly":
        return ReadOnlyError("The query would write; the console only reads.")
    if "max_work_units" in message:
        return QueryError("The query needs too many intermediate rows; narrow its pattern or aggregate earlier.")
    return QueryError(message)
