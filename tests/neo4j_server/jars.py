"""The jars of a Neo4j server, fetched once per version by Maven, and the Java that runs them."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import platformdirs

POM = Path(__file__).with_name("pom.xml")
_TAIL = 2000  # characters of a log that an error shows


class ServerError(Exception):
    """The server could not be fetched, started or used."""


def _pom_version() -> str:
    found = re.search(r"<neo4j.version>(.+)</neo4j.version>", POM.read_text(encoding="utf-8"))
    assert found, f"{POM} names no version"
    return found[1]


VERSION = _pom_version()


def is_calendar(version: str) -> bool:
    """Return whether a version is of the calendar series that follows Neo4j 5."""
    return int(version.split(".")[0]) >= 2025


def kept(version: str) -> Path:
    """Return the folder that has or will have the jars; another pom means another folder."""
    pom = hashlib.sha256(POM.read_bytes()).hexdigest()[:8]
    return Path(platformdirs.user_cache_dir("storytrail", appauthor=False)) / f"neo4j-{version}-{pom}"


def jars(version: str = VERSION) -> Path:
    """Return the folder of the jars, fetched first if they are not kept yet.

    Raises
    ------
    ServerError
        If Maven is missing or fails.
    """
    folder = kept(version)
    if not folder.is_dir():
        _fetch(version, folder)
    return folder


def _fetch(version: str, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    # the folder gets its name in one step, when all is there: an interrupted fetch leaves none of that name
    with tempfile.TemporaryDirectory(prefix=f"{folder.name}.part-", dir=folder.parent) as part:
        _maven(version, Path(part) / "jars")
        try:
            (Path(part) / "jars").rename(folder)
        except OSError:
            if not folder.is_dir():  # else another run was faster
                raise


def _maven(version: str, into: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        message = f"fetching Neo4j {version} needs Maven; install it with: apt-get install maven"
        raise ServerError(message)
    command = [maven, "-q", "-B", "-C", "-f", str(POM), f"-Dneo4j.version={version}", f"-DoutputDirectory={into}"]
    done = subprocess.run([*command, "dependency:copy-dependencies"], capture_output=True, text=True, timeout=900)
    if done.returncode != 0:
        message = f"Maven could not fetch Neo4j {version}; it said:\n{(done.stdout + done.stderr)[-_TAIL:]}"
        raise ServerError(message)


def find_java(home: Path | None = None) -> Path | None:
    """Return the ``java`` of a Java home (by default ``JAVA_HOME``), else the one on the path, or None."""
    folder = home or os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=str(Path(folder) / "bin") if folder else None)
    return Path(found) if found else None


def java_release(java: Path) -> int:
    """Return which Java it is: 17, 21, .."""
    said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=True).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def missing(version: str = VERSION, home: Path | None = None) -> list[tuple[str, str]]:
    """Return what a server of one's own needs and is not there, each with the way to get it."""
    lacks = []
    release = 21 if is_calendar(version) else 17
    java = find_java(home)
    if java is None or java_release(java) < release:
        how = "apt-get install default-jdk-headless, or set JAVA_HOME to one of that release"
        lacks.append((f"Java {release} or later for Neo4j {version}", how))
    if not kept(version).is_dir() and shutil.which("mvn") is None:
        lacks.append((f"Maven, to fetch Neo4j {version}", "apt-get install maven"))
    return lacks
