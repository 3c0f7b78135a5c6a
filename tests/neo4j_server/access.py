"""How a server is reached, and the emptying of a database that is there for tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity, Query, Session

# A constraint survives the emptying and is no node, so a database that bears it is known for one that tests may empty.
MARK = "storytrail_tests_may_empty_this_database"
_MARK_DATABASE = f"CREATE CONSTRAINT {MARK} IF NOT EXISTS FOR (n:StorytrailTestDatabase) REQUIRE n.id IS UNIQUE"
_IS_MARKED = "SHOW CONSTRAINTS YIELD name WHERE name = $mark RETURN count(*) AS n"
_NODES = "MATCH (n) RETURN count(n) AS n"
# relations first: a batch of nodes would delete all their relations in one transaction, however many
_EMPTYING = (
    "MATCH ()-[r]->() WITH r LIMIT 20000 DELETE r RETURN count(*) AS n",
    "MATCH (n) WITH n LIMIT 20000 DELETE n RETURN count(*) AS n",
)
_LIMIT_S = 120  # a transaction that somebody left open would hold its locks for ever


class NotATestDatabaseError(Exception):
    """The database holds data that no test put there; it is left as it is."""


@dataclass
class Access:
    """Where a server answers, and as whom.

    Parameters
    ----------
    url : str
        Its address, such as ``neo4j://127.0.0.1:7687``.
    user, password : str
        The credentials.
    """

    url: str
    user: str
    password: str = field(repr=False)

    def connect(self) -> Driver:
        """Return a driver, to be closed by the caller."""
        return GraphDatabase.driver(
            self.url,
            auth=(self.user, self.password),
            connection_timeout=5,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )

    def ask(self, statement: str, **params: Any) -> list[dict[str, Any]]:
        """Run a statement in a transaction of its own and return its rows; nothing is tried twice."""
        with self.connect() as driver, driver.session() as session:
            return _rows(session, statement, **params)


def _rows(session: Session, statement: str, **params: Any) -> list[dict[str, Any]]:
    return session.run(Query(statement, timeout=_LIMIT_S), params).data()


def given(environment: Mapping[str, str]) -> Access | None:
    """Return the server that ``STORYTRAIL_TEST_NEO4J_URI`` names in an environment, or None.

    Raises
    ------
    LookupError
        If there is no ``NEO4J_PASSWORD`` with it.
    """
    url = environment.get("STORYTRAIL_TEST_NEO4J_URI")
    if not url:
        return None
    password = environment.get("NEO4J_PASSWORD")
    if not password:
        message = "STORYTRAIL_TEST_NEO4J_URI names a server without its password: set NEO4J_PASSWORD too"
        raise LookupError(message)
    return Access(url, environment.get("NEO4J_USERNAME") or "neo4j", password)


def claim(access: Access) -> None:
    """Mark an empty database as one for tests; one that is marked already may hold what tests left.

    Raises
    ------
    NotATestDatabaseError
        If it holds nodes without being marked.
    """
    nodes = access.ask(_NODES)[0]["n"]
    if nodes and not access.ask(_IS_MARKED, mark=MARK)[0]["n"]:
        message = (
            f"the database at {access.url} holds {nodes} nodes that no test put there, and tests empty their database: "
            "set STORYTRAIL_TEST_NEO4J_URI to an empty one, or unset it"
        )
        raise NotATestDatabaseError(message)
    access.ask(_MARK_DATABASE)


def empty(access: Access) -> None:
    """Delete all nodes and relations of a database in batches; constraints and indexes stay."""
    with access.connect() as driver, driver.session() as session:
        for statement in _EMPTYING:
            while _rows(session, statement)[0]["n"]:
                pass
