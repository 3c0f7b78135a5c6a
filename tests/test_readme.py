"""The README says what is so: its commands parse, its test command is the one CI calls."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.running import storytrail

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"`uv run storytrail ([^`]+)`", README)
QUESTIONS = {
    *("search", "event", "related", "topic", "day", "status", "query"),
    *("stories", "story", "clusters", "cluster", "timeline", "turning-points"),
}


@pytest.mark.parametrize("command", sorted({shlex.split(line)[0] for line in COMMANDS}))
def test_every_command_of_the_readme_exists(command: str) -> None:
    assert storytrail(command, "--help").exit_code == 0


@pytest.mark.parametrize("line", [line for line in COMMANDS if shlex.split(line)[0] in QUESTIONS])
def test_its_questions_have_answers_in_the_sample(line: str, sample_store: Path) -> None:
    result = storytrail(*shlex.split(line), store=sample_store)
    assert result.exit_code == 0, result.output
    assert result.stdout.strip()


def test_every_command_is_in_the_readme() -> None:
    listed = {shlex.split(line)[0] for line in COMMANDS} | {"muted"}
    shown = re.findall(r"^│ ([a-z][a-z-]*) {2,}", storytrail("--help").stdout, flags=re.MULTILINE)
    assert set(shown) <= listed


def test_ci_calls_the_test_command_of_the_readme() -> None:
    assert "```sh\nuv run pytest\n```" in README
    assert "\nuv run pytest\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_pictures_are_there() -> None:
    for place in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (ROOT / place).stat().st_size > 10_000
