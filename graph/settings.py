"""Settings: one table of names, environment variables, defaults and what they do. Read at call time."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its `name`, the environment variable `env`, its `default` and a line of `help`."""

    name: str
    env: str
    default: str
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "store",
        "STORYTRAIL_STORE",
        "",
        "the graph store: a folder, or neo4j://host; empty for the user's data folder",
    ),
    Setting("data_folder", "STORYTRAIL_DATA", "", "where stores live; empty for the system's place"),
    Setting("semantic", "STORYTRAIL_SEMANTIC", "", "1 to compare meanings too; needs storytrail[semantic]"),
    Setting("neo4j_user", "NEO4J_USERNAME", "neo4j", "user of the Neo4j server"),
    Setting("neo4j_password", "NEO4J_PASSWORD", "", "password of that user"),
    Setting("neo4j_database", "NEO4J_DATABASE", "", "database on that server; empty for the user's own"),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def get(name: str) -> str:
    """Return the value of a setting: its environment variable if set, else its default.

    Raises
    ------
    KeyError
        If no setting has that name.
    """
    setting = _BY_NAME[name]
    return os.environ.get(setting.env) or setting.default


def data_folder() -> Path:
    """Return the folder that holds the stores of this user."""
    import platformdirs

    return Path(get("data_folder") or platformdirs.user_data_dir("storytrail", appauthor=False))


def store_url() -> str:
    """Return the store to use when none is named."""
    return get("store") or str(data_folder() / "store")


def server_folder(name: str) -> Path:
    """Return where this machine keeps the pages and the personal data that belong to a store on a server."""
    return data_folder() / "servers" / name


def sample_url() -> str:
    """Return the place of the bundled sample's own store."""
    return str(data_folder() / "sample")
