"""The walls of the house: who may import whom, how long a module and a function may be."""

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("graph", "dashboard")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TEST_MODULES = sorted((ROOT / "tests").rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in MODULES]
MODULE_LINES, TEST_LINES, FUNCTION_LINES, MEDIAN_LINES = 300, 500, 40, 10

# What the modules below a prefix may import of ours; the longest prefix that fits holds.
MAY_IMPORT = {
    "graph.errors": (),
    "graph.model": (),
    "graph.settings": (),
    "graph.parse": ("graph.model", "graph.errors", "graph.parse"),
    "graph.analysis": ("graph.model", "graph.errors", "graph.analysis", "graph.parse.topics"),
    "graph.store": ("graph.model", "graph.errors", "graph.settings", "graph.results", "graph.parse", "graph.store"),
    "graph": ("graph",),
    "dashboard": ("graph", "dashboard"),
}
ONLY_IN = {"kglite": "graph/store/embedded.py", "neo4j": "graph/store/neo4j.py"}
NEVER_IN_GRAPH = ("streamlit", "altair", "dashboard")


def module_name(path: Path) -> str:
    """The dotted name of a module file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """Every absolute module name that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield str(node.module)


def rule_for(module: str) -> tuple[str, ...]:
    """The longest rule that fits a module."""
    fitting = [prefix for prefix in MAY_IMPORT if module == prefix or module.startswith(f"{prefix}.")]
    return MAY_IMPORT[max(fitting, key=len)]


def is_ours(name: str) -> bool:
    """Whether a name is of one of our packages."""
    return name.split(".")[0] in PACKAGES


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_modules_import_only_what_their_wall_lets_through(path: Path) -> None:
    allowed = rule_for(module_name(path))
    for name in filter(is_ours, imported(path)):
        assert any(name == prefix or name.startswith(f"{prefix}.") for prefix in allowed), f"imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_engines_are_imported_in_one_place_and_the_library_knows_no_dashboard(path: Path) -> None:
    tops = {name.split(".")[0] for name in imported(path)}
    place = str(path.relative_to(ROOT))
    assert not {engine for engine, home in ONLY_IN.items() if engine in tops and place != home}
    if place.startswith("graph/"):
        assert not tops & set(NEVER_IN_GRAPH)


def test_dashboard_uses_public_names_of_the_library_only() -> None:
    deep = {
        f"{path.name}: {name}"
        for path in (ROOT / "dashboard").rglob("*.py")
        for name in imported(path)
        if name.startswith("graph.")
    }
    assert not deep


def test_no_dashboard_module_shadows_a_top_level_package() -> None:
    names = {path.stem for path in (ROOT / "dashboard").glob("*.py")} | {
        path.name for path in (ROOT / "dashboard").iterdir() if path.is_dir()
    }
    assert not names & {"graph", "tests", "streamlit", "altair", "pandas", "pages"}


def test_environment_is_read_in_settings_only() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "graph").rglob("*.py")
        if re.search(r"os\.environ|getenv|envvar=", path.read_text(encoding="utf-8"))
    }
    assert readers <= {"graph/settings.py"}


def docstring_lines(tree: ast.AST) -> int:
    """How many lines of a module are docstrings."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return sum(
        (node.body[0].end_lineno or 0) - node.body[0].lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, holders) and ast.get_docstring(node)
    )


def code_lines(path: Path) -> int:
    """Lines of a module without its docstrings."""
    text = path.read_text(encoding="utf-8")
    return text.count("\n") + 1 - docstring_lines(ast.parse(text))


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_modules_stay_within_their_length(path: Path) -> None:
    assert code_lines(path) <= MODULE_LINES


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_only_the_store_asks_which_engine_it_is(path: Path) -> None:
    if path.is_relative_to(ROOT / "graph" / "store"):
        return
    text = path.read_text(encoding="utf-8")
    choices = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.If | ast.IfExp | ast.Compare))
    tests = [node if isinstance(node, ast.Compare) else node.test for node in choices]
    asked = [ast.get_source_segment(text, test) or "" for test in tests]
    assert not [test for test in asked if re.search(r"neo4j|is_server|kglite|\.shared\b|\.engine\b", test)]


def test_test_modules_stay_within_their_length() -> None:
    assert not {path.name for path in TEST_MODULES if code_lines(path) > TEST_LINES}


def functions() -> Iterator[tuple[str, int]]:
    """Every function of the packages with its length in lines, docstring not counted."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                documented = ast.get_docstring(node) and len(node.body) > 1
                start = (node.body[0].end_lineno or 0) + 1 if documented else node.lineno
                yield f"{path.name}:{node.name}", (node.end_lineno or 0) - start + 1


def test_functions_are_short() -> None:
    lengths = dict(functions())
    assert not {name: length for name, length in lengths.items() if length > FUNCTION_LINES}
    assert statistics.median(lengths.values()) < MEDIAN_LINES


def test_nothing_names_a_machine_or_leaves_work_undone() -> None:
    dirt = re.compile(r"(?<![\w.])/(work|root|home)/[a-z]|\b(TODO|FIXME|XXX)\b")
    here = Path(__file__)
    found = {
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in [*MODULES, *TEST_MODULES, ROOT / "README.md", ROOT / "CHANGELOG.md"]
        if path != here
        for line in path.read_text(encoding="utf-8").splitlines()
        if dirt.search(line)
    }
    assert not found


def test_no_lock_file_is_kept() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert {"uv.lock", "package-lock.json"} <= set(ignored)
