"""What stands behind the filter on Neo4j: read access, the type of the plan, the row limit and the time-out.

The table below says what each of these walls stops when it stands alone. Neither is enough. Neo4j calls it reading
to fetch a file or an address (``LOAD CSV``), to show the settings of the server and the queries of others, to end
those queries, to read another database of the same user, and to throw away or gather anew what the planner knows.
Those texts are refused by the filter only, and by the rights of the user who asks, where the server knows such rights.
"""

from collections.abc import Iterator

import pytest
from neo4j import READ_ACCESS
from neo4j.exceptions import Neo4jError

from graph.errors import QueryError, QueryTimeoutError, ReadOnlyError
from graph.store.base import Backend
from graph.store.neo4j import Neo4jBackend, Server
from graph.store.readonly import check
from tests.neo4j_server import Access, empty
from tests.store.console import everything, fill

pytestmark = pytest.mark.neo4j

# a text, whether read access stops it, and the type of its plan, of which the console runs "r" only
BEHIND = [
    ("CREATE (n:Event {id: 'x'})", True, "w"),
    ("MATCH (n) SET n.text = ''", True, "w"),
    ("MATCH (n) DETACH DELETE n", True, "w"),
    ("MATCH (n) FOREACH (x IN [] | SET n.text = '')", True, "w"),
    ("MATCH (n:Event) MERGE (n)-[r:X]->(n) RETURN r", True, "rw"),
    ("CALL db.createLabel('X')", True, "w"),
    ("CREATE INDEX x FOR (n:Event) ON (n.x)", True, "s"),
    ("DROP CONSTRAINT event_id", True, "s"),
    ("CREATE USER x SET PASSWORD 'abcdefgh'", True, "s"),
    ("SHOW USERS", False, "s"),
    ("CALL dbms.listConfig() YIELD name RETURN name", False, "s"),
    ("CALL dbms.listConnections() YIELD username RETURN username", False, "s"),
    ("CALL dbms.killConnection('bolt-of-nobody') YIELD message RETURN message", False, "s"),
    ("MATCH (n) WHERE EXISTS { CALL dbms.listConfig() YIELD name RETURN name } RETURN n", False, "s"),
    ("CALL db.clearQueryCaches()", False, "s"),
    ("CALL tx.setMetaData({who: 'somebody else'})", False, "s"),
    ("SHOW SETTINGS YIELD name, value RETURN name, value", False, "r"),
    ("SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery", False, "r"),
    ("TERMINATE TRANSACTION 'neo4j-transaction-0' YIELD message RETURN message", False, "r"),
    ("CALL { USE neo4j MATCH (n) RETURN n } RETURN n", False, "r"),
    ("CALL db.stats.retrieve('GRAPH COUNTS')", False, "r"),
    ("CALL db.resampleOutdatedIndexes()", False, "r"),
    ("CALL db.prepareForReplanning(1)", False, "r"),
    ("CYPHER 5 MATCH (n) RETURN n", False, "r"),
]
ONLY_THE_FILTER = [text for text, stopped, plan in BEHIND if not stopped and plan == "r"]


@pytest.fixture(scope="module")
def backend(neo4j_server: Access) -> Iterator[Backend]:
    """A small graph on a server, open for writing."""
    empty(neo4j_server)
    backend = Neo4jBackend(Server(neo4j_server.url, neo4j_server.user, neo4j_server.password), write=True)
    fill(backend)
    yield backend
    backend.close()


@pytest.mark.parametrize("cypher", [text for text, _, _ in BEHIND])
def test_the_filter_refuses_them_all(cypher: str) -> None:
    with pytest.raises(ReadOnlyError):
        check(cypher)


@pytest.mark.parametrize(("cypher", "stopped"), [(text, stopped) for text, stopped, _ in BEHIND])
def test_read_access_alone(neo4j_server: Access, backend: Backend, cypher: str, *, stopped: bool) -> None:
    before = everything(backend)
    with neo4j_server.connect() as driver, driver.session(default_access_mode=READ_ACCESS) as session:
        if stopped:
            with pytest.raises(Neo4jError) as caught:
                session.run(cypher).consume()
            assert caught.value.code == "Neo.ClientError.Statement.AccessMode"
        else:
            session.run(cypher).consume()
    assert everything(backend) == before


@pytest.mark.parametrize(("cypher", "plan"), [(text, plan) for text, _, plan in BEHIND])
def test_the_type_of_the_plan_alone(neo4j_server: Access, cypher: str, plan: str) -> None:
    with neo4j_server.connect() as driver, driver.session() as session:
        assert session.run(f"EXPLAIN {cypher}").consume().query_type == plan


@pytest.mark.parametrize("cypher", [text for text, _, plan in BEHIND if plan != "r"])
def test_the_console_stops_what_its_walls_can_without_the_filter(backend: Backend, cypher: str) -> None:
    before = everything(backend)
    with pytest.raises(ReadOnlyError, match="the console only reads"):
        backend.console(cypher, {}, limit=10, timeout_s=30)
    assert everything(backend) == before


@pytest.mark.parametrize("cypher", ONLY_THE_FILTER)
def test_the_console_without_the_filter_runs_what_the_server_calls_reading(backend: Backend, cypher: str) -> None:
    before = everything(backend)
    assert backend.console(cypher, {}, limit=10, timeout_s=30)
    assert everything(backend) == before


def test_the_console_without_the_filter_goes_for_files(backend: Backend) -> None:
    with pytest.raises(QueryError) as caught:
        backend.console("LOAD CSV FROM 'file:///there/is/none.csv' AS row RETURN row", {}, limit=1, timeout_s=30)
    assert not isinstance(caught.value, ReadOnlyError)
    assert "load" in str(caught.value)


def test_the_plan_of_a_writing_query_is_not_drawn_either(backend: Backend) -> None:
    with pytest.raises(ReadOnlyError):
        backend.console("EXPLAIN CREATE (n:Event {id: 'x'})", {}, limit=10, timeout_s=30)
    with pytest.raises(ReadOnlyError):
        backend.console("PROFILE CREATE (n:Event {id: 'x'})", {}, limit=10, timeout_s=30)


def test_no_more_rows_are_fetched_than_asked_for(backend: Backend) -> None:
    columns, rows = backend.console("UNWIND range(1, 100000000) AS x RETURN x", {}, limit=3, timeout_s=30)
    assert (columns, rows) == (["x"], [[1], [2], [3]])


def test_the_server_ends_a_query_that_takes_too_long(backend: Backend) -> None:
    endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b) AS n"
    with pytest.raises(QueryTimeoutError):
        backend.console(endless, {}, limit=1, timeout_s=1)
