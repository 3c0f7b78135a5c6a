"""Errors of the Neo4j driver and server, told apart by their stable codes, as errors of Storytrail."""

import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from typing import Any

from graph.errors import (
    ConstraintError,
    QueryError,
    QueryTimeoutError,
    ReadOnlyError,
    StoreError,
    StoreFullError,
)
from graph.store.limits import broken_text, unfit_value

CREDENTIALS = "NEO4J_USERNAME and NEO4J_PASSWORD"
_UNREACHABLE = ("ServiceUnavailable", "SessionExpired", "WriteServiceUnavailable", "ReadServiceUnavailable")
_PLACE = re.compile(r"\(line (\d+), column (\d+)")


def store_error(error: Exception, place: str, params: Mapping[str, Any] | None = None) -> StoreError:
    """Return the error that users see for an error of the driver or of the server.

    Parameters
    ----------
    error : Exception
        What the driver raised.
    place : str
        The address of the server, named in the message.
    params : mapping, optional
        Values of the statement that failed, for naming the one it failed by.
    """
    if isinstance(error, UnicodeEncodeError):
        return QueryError(broken_text(error.object, error.start))
    if sentence := unfit_value(params or {}):
        return QueryError(sentence)
    code = str(getattr(error, "code", None) or "")
    if code:
        return _of_server(code, str(getattr(error, "message", None) or error), place)
    return _of_driver(type(error).__name__, error, place)


def _of_driver(kind: str, error: Exception, place: str) -> StoreError:
    if kind == "IncompleteCommit":
        return StoreError(
            f"The connection to {place} was lost while a change was being committed; run the command again, which "
            "goes on where it stopped."
        )
    causes = list(_causes(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes) or "dns resolve" in str(error).lower():
        return StoreError(f"The host of {place} is not known; see to the address.")
    if any(isinstance(cause, ssl.SSLError) for cause in causes) or "encrypted" in str(error).lower():
        return StoreError(
            f"No encrypted connection to {place} can be made ({_sentence(str(causes[-1]))}); begin its address with "
            "neo4j+s:// if its certificate is signed by an authority, neo4j+ssc:// if by itself, neo4j:// if it has "
            "none."
        )
    if kind in _UNREACHABLE or isinstance(error, OSError):
        return StoreError(f"No Neo4j server answers at {place}; see to its address, and that it is running.")
    if isinstance(error, ValueError | TypeError | OverflowError):
        return QueryError(f"The query cannot be run: {_sentence(str(error))}.")
    return StoreError(f"The server at {place} cannot be used: {_sentence(str(error))}.")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _of_server(code: str, message: str, place: str) -> StoreError:
    kind, _, name = code.removeprefix("Neo.").partition(".")
    group, _, name = name.partition(".")
    if group == "Security":
        return _barred(name, place)
    if name == "DatabaseNotFound":
        return StoreError(
            f"The server at {place} has no such database ({_sentence(message)}); set NEO4J_DATABASE to one it has."
        )
    if name in ("ConstraintValidationFailed", "ConstraintViolation"):
        return ConstraintError("Two things of one kind would have the same id; ids are unique in a store.")
    if name.startswith("TransactionTimedOut") or name == "LockClientStopped":
        return QueryTimeoutError("The query took longer than its limit; narrow its pattern or allow it more time.")
    if name in ("AccessMode", "ForbiddenOnReadOnlyDatabase", "NotALeader"):
        return ReadOnlyError("The query would write; the console only reads.")
    if "OutOfMemory" in name:
        return QueryError("The query needs more memory than the server gives it; narrow it or aggregate earlier.")
    if "OutOfDiskSpace" in name or "no space left" in message.lower():
        return StoreFullError(f"No space is left for the server at {place}; make room and run the command again.")
    if "too large to index" in message:
        return ConstraintError("An id or address is longer than the 8,000 bytes that a server looks up; shorten it.")
    if group == "Statement" or kind == "ClientError":
        return QueryError(_refused(message))
    return StoreError(f"The server at {place} could not do it ({name}): {_sentence(message)}.")


def _barred(name: str, place: str) -> StoreError:
    if name in ("Unauthorized", "CredentialsExpired", "TokenExpired", "AuthorizationExpired"):
        return StoreError(f"The server at {place} refuses the user or the password; set {CREDENTIALS}.")
    if name == "AuthenticationRateLimit":
        return StoreError(
            f"The server at {place} was given a wrong password too often; wait a little, and set {CREDENTIALS}."
        )
    return StoreError(
        f"The user may not do that on the server at {place}; ask whoever keeps it for the right, or set {CREDENTIALS}."
    )


def _refused(message: str) -> str:
    """Return what the server says of a query as one sentence, without its drawing of the place."""
    lines = message.splitlines() or [""]
    match = _PLACE.search(lines[0])
    place = f" (line {match[1]}, column {match[2]})" if match else ""
    said = lines[0][: match.start()] if match else lines[0]
    return f"The query cannot be run{place}: {_sentence(said)}."


def _sentence(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[0].strip().rstrip(".") if lines else "no reason is given"
