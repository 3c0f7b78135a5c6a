"""The canvas's script: its modules by themselves under Node.js, and joined as one."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dashboard.components.graph_canvas import scripts
from tests.needs import need

ROOT = Path(__file__).parents[2]
SOURCES = sorted((Path(scripts.__file__).parent / "js").glob("*.js"))
LINES = 135


def node(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Node.js."""
    path = shutil.which("node")
    need(path is not None, "Node.js 20", "apt-get install nodejs")
    return subprocess.run([str(path), *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_the_modules_hold_their_own_tests() -> None:
    files = sorted(str(path) for path in (ROOT / "tests" / "js").glob("*.test.mjs"))
    done = node("--test", "--test-reporter=tap", *files)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^# pass [1-9]", done.stdout, re.MULTILINE)


def test_joined_they_are_one_module(tmp_path: Path) -> None:
    joined = tmp_path / "joined.mjs"
    joined.write_text(scripts.script(), encoding="utf-8")
    done = node("--check", str(joined))
    assert done.returncode == 0, done.stderr


def test_every_module_is_joined_after_those_it_needs() -> None:
    assert sorted(scripts.MODULES) == [path.stem for path in SOURCES]
    for place, name in enumerate(scripts.MODULES):
        text = next(path for path in SOURCES if path.stem == name).read_text(encoding="utf-8")
        needed = set(re.findall(r'from "\./(\w+)\.js"', text))
        assert needed <= set(scripts.MODULES[:place]), name


def test_nothing_of_a_module_is_left_but_one_default_export() -> None:
    text = scripts.script()
    assert not re.search(r"^import ", text, re.MULTILINE)
    assert re.findall(r"^export .*", text, re.MULTILINE) == [
        "export default function graphCanvas({ data, parentElement, setStateValue, setTriggerValue }) {"
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_modules_are_small_and_put_no_text_into_markup(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LINES
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|https?://(?!www\.w3\.org)", text
    )


def test_the_style_sheet_asks_nobody() -> None:
    assert not re.search(r"url\(|@import|https?:", scripts.style())
