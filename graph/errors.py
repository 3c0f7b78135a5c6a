"""Errors of Storytrail. Each message names the thing, the limit and the way out.

::

    StorytrailError              anything a user can understand and act on
    ├── InputError               what was asked for or handed in cannot be used
    │   ├── SourceError          a file, folder or archive cannot be read
    │   └── AmbiguousError       several things answer to one name
    ├── NotFoundError            no such event, topic, document or day
    ├── MissingExtraError        what was asked for needs packages that are not installed
    └── StoreError               the graph store cannot be used
        ├── StoreMissingError    there is no store at that place
        ├── StoreForeignError    the database holds somebody else's graph
        ├── StoreEmptyError      the store has no events yet
        ├── StoreVersionError    made by another version of the schema or engine
        ├── StoreDamagedError    the graph file cannot be read; `rebuild` helps
        ├── StoreBusyError       another process is writing
        │   └── StoreChangedError  another process wrote while several statements read
        ├── StoreFullError       the disk is full
        ├── ConstraintError      a uniqueness rule of the schema was broken
        └── QueryError           a Cypher query was refused or failed
            ├── ReadOnlyError    the query would write or reach outside the graph
            └── QueryTimeoutError  the query took longer than its limit
"""


class StorytrailError(Exception):
    """Base of every error that Storytrail raises on purpose.

    Attributes
    ----------
    code : str
        Short stable name of the kind of error, shown under ``--json``.
    """

    code = "error"


class InputError(StorytrailError):
    """What was asked for or handed in cannot be used."""

    code = "bad-input"


class SourceError(InputError):
    """A file, folder or archive cannot be read."""

    code = "bad-source"


class AmbiguousError(InputError):
    """Several things answer to one name."""

    code = "ambiguous"


class NotFoundError(StorytrailError):
    """No such event, topic, document or day."""

    code = "not-found"


class MissingExtraError(StorytrailError):
    """What was asked for needs optional packages that are not installed or cannot be loaded."""

    code = "missing-extra"


class StoreError(StorytrailError):
    """The graph store cannot be used."""

    code = "store"


class StoreMissingError(StoreError):
    """There is no store at that place."""

    code = "store-missing"


class StoreForeignError(StoreError):
    """The database holds a graph that is not of Storytrail."""

    code = "store-foreign"


class StoreEmptyError(StoreError):
    """The store has no events yet."""

    code = "store-empty"


class StoreVersionError(StoreError):
    """The store was made by another version of the schema or the engine."""

    code = "store-version"


class StoreDamagedError(StoreError):
    """The graph file cannot be read."""

    code = "store-damaged"


class StoreBusyError(StoreError):
    """Another process is writing to the store."""

    code = "store-busy"


class StoreChangedError(StoreBusyError):
    """Another process changed the graph while it was read, statement by statement."""

    code = "store-changed"


class StoreFullError(StoreError):
    """The disk that holds the store is full."""

    code = "store-full"


class ConstraintError(StoreError):
    """A uniqueness rule of the schema was broken."""

    code = "constraint"


class QueryError(StoreError):
    """A Cypher query was refused or failed."""

    code = "query"


class ReadOnlyError(QueryError):
    """A query would write, or reach outside the graph."""

    code = "read-only"


class QueryTimeoutError(QueryError):
    """A query took longer than its limit."""

    code = "query-timeout"
