"""The writer's lock of a store on a server: a node that names who writes, and runs out when it is not renewed."""

import getpass
import os
import platform
import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from graph.errors import StoreBusyError, StoreError
from graph.store.base import Params, Row, Runner
from graph.store.statements import statement

LEASE_S = 90
RENEW_S = 20
# how long the end of a writer waits for a renewal that is under way
PATIENCE_S = 2
Run = Callable[[str, Params], list[Row]]
# tokens of the locks that this process holds
_HELD: set[str] = set()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


@cache
def _machine() -> str:
    """Name this start of this machine and its space of process ids; empty where the system does not tell."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}/{Path('/proc/self/ns/pid').stat().st_ino}"
    except OSError:
        return ""


def _is_gone(row: Row) -> bool:
    """Tell whether the holder of a lock was a process of this machine that has ended, or this one long ago."""
    if not row["machine"] or row["machine"] != _machine():
        return False
    if row["pid"] == os.getpid():
        return row["token"] not in _HELD
    try:
        os.kill(row["pid"], 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


class WriterLock:
    """Keeps other writers out of a store, from `take` to `release`.

    The clock is the server's. A holder that ends without a word, or is cut off, loses the lock after `LEASE_S`
    seconds to whoever asks then, and at once to who asks on the same machine; its next transaction sees that, and
    fails.

    Parameters
    ----------
    run : callable
        Runs one writing statement in a transaction of its own, and tries again for long.
    once : callable
        The same, but does not try again.
    place : str
        The store, named in messages.
    """

    def __init__(self, run: Run, once: Run, place: str) -> None:
        self._run = run
        self._once = once
        self._place = place
        self._token = uuid.uuid4().hex
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def take(self) -> None:
        """Take the lock, and renew it from now on in the background.

        Raises
        ------
        StoreBusyError
            If another writer has it.
        """
        row = self._ask("")
        if not row["taken"] and _is_gone(row):
            row = self._ask(row["token"])
        if not row["taken"]:
            raise StoreBusyError(
                f"{row['user']} on {row['host']} (pid {row['pid']}) is writing to the store {self._place} since "
                f"{row['since']:%Y-%m-%d %H:%M:%S} by the server's clock; wait until it has ended. If it was killed, "
                f"its lock runs out {LEASE_S} seconds after its last sign of life."
            )
        _HELD.add(self._token)
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self._thread.start()

    def _ask(self, gone: str) -> Row:
        """Take the lock if it is free, has run out or belongs to the token `gone`; return who has it now."""
        me = {"token": self._token, "user": _user(), "host": platform.node(), "pid": os.getpid()}
        params = {**me, "machine": _machine(), "gone": gone, "lease_ms": LEASE_S * 1000}
        return self._run(statement("neo4j/take_lock").text, params)[0]

    def renew(self, runner: Runner) -> None:
        """Hold the lock for longer, in the transaction of `runner`, which nobody who takes it over can overtake.

        Raises
        ------
        StoreBusyError
            If another writer has taken it over. The transaction must not be committed then.
        """
        params = {"token": self._token, "lease_ms": LEASE_S * 1000}
        if not runner.run(statement("neo4j/renew_lock").text, params):
            raise StoreBusyError(
                f"The writer's lock of the store {self._place} ran out and was taken by another writer; what was "
                "committed before stays; run the command again when the other has ended."
            )

    def release(self) -> None:
        """Let go of the lock; on a server that is gone it runs out by itself."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join(PATIENCE_S)
        _HELD.discard(self._token)
        with suppress(StoreError):
            self._once(statement("neo4j/release_lock").text, {"token": self._token})

    def _keep(self) -> None:
        """Renew the lock now and then; a renewal that fails is left to the next one, or to the next transaction."""
        params = {"token": self._token, "lease_ms": LEASE_S * 1000}
        while not self._ended.wait(RENEW_S):
            with suppress(StoreError):
                self._once(statement("neo4j/renew_lock").text, params)
