"""Errors of the embedded engine, told apart by their stable codes, as errors of Storytrail."""

import errno
import re
from collections.abc import Mapping
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
from graph.store.limits import broken_text, unfit_value

WAY_OUT = "`storytrail rebuild` makes it anew from the kept documents"
# ENOSPC, EFBIG and EDQUOT, as the engine spells the system's error
_FULL = re.compile(r"os error (?:28|27|122)\b")
_SAID = re.compile(r"Cypher \w+ error(?: at line (\d+), col (\d+))?: ")
_NEWER = re.compile(r"only supports|unknown binary codec|unsupported .*version", re.IGNORECASE)


def store_error(error: Exception, place: Path, params: Mapping[str, Any] | None = None) -> StoreError:
    """Return the error that users see for an error of the embedded engine.

    Parameters
    ----------
    error : Exception
        What the engine raised.
    place : pathlib.Path
        The store's folder, named in the message.
    params : mapping, optional
        Values of the statement that failed, for naming the one it failed by.
    """
    code = getattr(error, "code", None) or type(error).__name__
    if code == "WriterLeaseHeld":
        return StoreBusyError(_busy(getattr(error, "holder", {}), place))
    if code in ("FileFormat", "FileNotFound"):
        return _unreadable(str(error), place)
    if code in ("FileIo", "DurabilityFailed") or isinstance(error, OSError):
        return _unwritable(error, place)
    if isinstance(error, UnicodeEncodeError):
        return QueryError(broken_text(error.object, error.start))
    if sentence := unfit_value(params or {}):
        return QueryError(sentence)
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
    return StoreDamagedError(f"The graph in {place} cannot be read; {WAY_OUT}.")


def _unwritable(error: Exception, place: Path) -> StoreError:
    if _FULL.search(str(error)) or getattr(error, "errno", None) in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
        return StoreFullError(
            f"No space is left for the store {place}; it is as it was last published; make room and try again."
        )
    return StoreError(f"The store {place} cannot be read or written; see to its permissions and its disk.")


def _refused(code: str, message: str) -> StoreError:
    if code in ("ConstraintViolation", "ConstraintCreation"):
        return ConstraintError("Two things of one kind would have the same id; ids are unique in a store.")
    if code == "CypherTimeout":
        return QueryTimeoutError("The query took longer than its limit; narrow its pattern or allow it more time.")
    if code == "ReadOnly":
        return ReadOnlyError("The query would write; the console only reads.")
    if "max_work_units" in message:
        return QueryError("The query needs too many intermediate rows; narrow its pattern or aggregate earlier.")
    return QueryError(_explained(message))


def _explained(message: str) -> str:
    """Return what the engine says of a query as one sentence, without its drawing of the place."""
    said = message.split("\n")[0].strip().rstrip(".")
    match = _SAID.match(said)
    if match is None:
        return f"The query cannot be run: {said}."
    place = f" (line {match[1]}, column {match[2]})" if match[1] else ""
    return f"The query cannot be run{place}: {said[match.end() :]}."
