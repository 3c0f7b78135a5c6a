"""A real Neo4j server for the tests and for developers, without Docker.

The server comes from Maven Central (``pom.xml`` names the jars), is kept per version in the user's cache folder, and
runs on a free loopback port with authentication on. ``uv run python -m tests.neo4j_server`` runs one in the foreground.
"""

from tests.neo4j_server.access import Access, NotATestDatabaseError, claim, empty, given
from tests.neo4j_server.jars import VERSION, ServerError, jars, missing
from tests.neo4j_server.server import Server

__all__ = [
    "VERSION",
    "Access",
    "NotATestDatabaseError",
    "Server",
    "ServerError",
    "claim",
    "empty",
    "given",
    "jars",
    "missing",
]
