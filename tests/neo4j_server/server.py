"""A Neo4j server of one's own: a fresh home, free ports, a random password, and a process that is stopped by its id."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from neo4j.exceptions import DriverError, Neo4jError

from tests.neo4j_server.access import Access
from tests.neo4j_server.jars import VERSION, ServerError, find_java, is_calendar, jars, missing

_OPENED_PACKAGES = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")
_START_LIMIT_S = 180
_STOP_LIMIT_S = 60
_LOG_TAIL = 3000  # characters
_CONFIGURATION = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size={page_cache}
# a home that lives for minutes needs no log files of 256 MB
db.tx_log.preallocate=false
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
# tests of wrong passwords would lock out the tests beside them
dbms.security.auth_max_failed_attempts=0
"""


class Server(Access):
    """A Neo4j Community server in a temporary home; a context manager that starts it, and removes it at the end.

    It can be stopped or killed and started again on the same home and port. ``python -m tests.neo4j_server`` runs one.

    Parameters
    ----------
    version : str
        The release of Neo4j: 5.26 or a calendar version.
    java_home : Path or None
        The Java to run it with; by default that of ``JAVA_HOME`` or the path.
    port : int or None
        The Bolt port; by default a free one.
    heap, page_cache : str
        Memory, as Neo4j writes it.

    Raises
    ------
    ServerError
        If Java or Maven is missing, or the server does not come up.
    """

    def __init__(
        self,
        version: str = VERSION,
        *,
        java_home: Path | None = None,
        port: int | None = None,
        heap: str = "1g",
        page_cache: str = "256m",
    ) -> None:
        self.version = version
        self.port = port or _free_port()
        super().__init__(f"neo4j://127.0.0.1:{self.port}", "neo4j", secrets.token_hex(12))
        for what, how in missing(version, java_home):
            message = f"the server needs {what}; get it with: {how}"
            raise ServerError(message)
        self._java = str(find_java(java_home))
        self._heap = heap
        self._classpath = f"{jars(version)}/*"
        self._process: subprocess.Popen[bytes] | None = None
        self.home = _make_home(_CONFIGURATION.format(port=self.port, page_cache=page_cache))
        self._has_password = False

    @property
    def running(self) -> bool:
        """Whether its process lives."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The id of its process; it must have been started."""
        assert self._process is not None, "the server was never started"
        return self._process.pid

    @property
    def log(self) -> str:
        """The end of what the server logged, without stack frames."""
        paths = (self.home / "logs" / "neo4j.log", self.home / "console.log")
        lines = [line for path in paths if path.exists() for line in path.read_text(errors="replace").splitlines()]
        return "\n".join(line for line in lines if not line.startswith("\tat "))[-_LOG_TAIL:]

    def admin(self, *arguments: str) -> str:
        """Run ``neo4j-admin`` on the server's home and return what it printed.

        Most of its commands want the server stopped.

        Raises
        ------
        ServerError
            If the command fails.
        """
        command = [self._java, "-cp", self._classpath, "org.neo4j.cli.AdminTool", *arguments]
        folders = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        done = subprocess.run(command, env=os.environ | folders, capture_output=True, text=True)
        if done.returncode != 0:
            message = f"neo4j-admin {' '.join(arguments[:2])} failed:\n{(done.stdout + done.stderr)[-_LOG_TAIL:]}"
            raise ServerError(message)
        return done.stdout

    def start(self) -> None:
        """Start the server, again if it was stopped, and return when it answers; nothing happens if it runs.

        Raises
        ------
        ServerError
            With the end of its log, if it dies or does not answer in time.
        """
        if self.running:
            return
        if not self._has_password:
            self.admin("dbms", "set-initial-password", self.password)
            self._has_password = True
        with (self.home / "console.log").open("ab") as log:
            self._process = subprocess.Popen(self._command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            self._await_answer(self._process)
        except BaseException:
            self.kill()
            raise

    def _command(self) -> list[str]:
        opened = [f"--add-opens={package}=ALL-UNNAMED" for package in _OPENED_PACKAGES]
        main = "Neo4jCommunity" if is_calendar(self.version) else "CommunityEntryPoint"
        home = [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        return [self._java, "-cp", self._classpath, f"-Xmx{self._heap}", *opened, f"org.neo4j.server.{main}", *home]

    def _await_answer(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _START_LIMIT_S
        while (silence := self._why_silent()) is not None:
            if time.monotonic() > deadline:
                raise self._no_start(f"did not answer within {_START_LIMIT_S} s ({silence})")
            with suppress(subprocess.TimeoutExpired):
                code = process.wait(timeout=0.25)
                raise self._no_start(f"ended with code {code} while starting")

    def _no_start(self, what: str) -> ServerError:
        return ServerError(f"Neo4j {self.version} {what}; its log ends:\n{self.log}")

    def _why_silent(self) -> Exception | None:
        try:
            # the driver logs a warning for each server that does not listen
            socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
            self.ask("RETURN 1 AS one")
        except (OSError, DriverError, Neo4jError) as error:
            return error
        return None

    def stop(self) -> None:
        """Ask the process to end, wait until it has, and kill it if it does not; its data stays."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=_STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End the process at once, as a power cut would; its data stays as it is."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def wait(self) -> int:
        """Wait until the process ends by itself and return its exit code."""
        assert self._process is not None, "the server was never started"
        return self._process.wait()

    def close(self) -> None:
        """Stop the server and remove its home."""
        self.stop()
        shutil.rmtree(self.home)

    def __enter__(self) -> "Server":
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _make_home(configuration: str) -> Path:
    home = Path(tempfile.mkdtemp(prefix="storytrail-neo4j-"))
    for folder in ("conf", "data", "import", "logs"):
        (home / folder).mkdir()
    (home / "conf" / "neo4j.conf").write_text(configuration, encoding="utf-8")
    return home
