"""Running the command in this process, the way a shell would."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from graph.cli.app import app


def storytrail(*arguments: str | Path, store: str | Path | None = None, stdin: str | bytes | None = None) -> Result:
    """Run the command and return its result; `store` is passed as ``--store``."""
    words = [str(argument) for argument in arguments]
    if store is not None:
        words += ["--store", str(store)]
    return CliRunner().invoke(app, words, input=stdin)


def ask(*arguments: str | Path, store: str | Path) -> Any:
    """Run a command with ``--json`` that must succeed, and return what it printed."""
    result = storytrail(*arguments, "--json", store=store)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(*arguments: str | Path, store: str | Path | None = None) -> tuple[str, str]:
    """Run a command with ``--json`` that must fail with exit code 1; returns the error's code and sentence."""
    result = storytrail(*arguments, "--json", store=store)
    assert result.exit_code == 1, result.output
    error = json.loads(result.stdout)["error"]
    assert f"storytrail: {error['message']}" in result.stderr
    return error["code"], error["message"]
