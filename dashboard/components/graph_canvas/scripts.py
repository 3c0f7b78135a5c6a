"""The canvas's script as one text. Pure.

An inline script becomes a blob address, from which relative imports cannot work: the small modules, each of which
runs by itself as well, are joined in the order in which they need each other.
"""

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
MODULES = (
    *("geometry", "ticks", "words", "model", "labels", "hit", "walk"),
    *("dom", "scene", "painter", "axis", "labelling", "card", "legend", "save", "pointer", "keys"),
    *("state", "sheet", "camera", "view", "canvas"),
)
_IMPORT = re.compile(r"^import .*?;\n", re.MULTILINE | re.DOTALL)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


@cache
def script() -> str:
    """Return all modules as one, without the imports and exports between them."""
    texts = (_read(f"js/{name}.js") for name in MODULES)
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts)


@cache
def style() -> str:
    """Return the style sheet."""
    return _read("canvas.css")


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
