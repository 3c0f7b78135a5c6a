"""The wheel as a newcomer gets it: built, installed into an empty environment, and run from elsewhere."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.needs import need

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need(shutil.which("uv") is not None, "uv", "pip install uv")
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(["uv", "build", "--wheel", "--out-dir", str(place)], cwd=ROOT, check=True, capture_output=True)
    return next(place.glob("storytrail-*.whl"))


@pytest.mark.wheel
def test_the_wheel_holds_what_it_needs_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {"graph/py.typed", "dashboard/py.typed", "graph/sample/pages/2016_February_3.txt"} <= set(names)
    assert any(name.endswith(".cypher") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "notebooks/"))]


@pytest.mark.wheel
def test_the_installed_command_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "environment"
    quiet = {"check": True, "capture_output": True, "cwd": tmp_path}
    subprocess.run(["uv", "venv", "--python", sys.executable, str(home)], **quiet)  # type: ignore[call-overload]
    subprocess.run(["uv", "pip", "install", "--python", str(home), str(wheel)], **quiet)  # type: ignore[call-overload]
    command = home / "bin" / "storytrail"
    environment = {**os.environ, "STORYTRAIL_DATA": str(tmp_path / "data"), "PYTHONWARNINGS": "error"}
    done = subprocess.run(
        [command, "demo", "--no-serve", "--json"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["events"] >= 300
    found = subprocess.run([home / "bin" / "python", "-c", "import dashboard.launch"], **quiet)  # type: ignore[call-overload]
    assert found.returncode == 0
