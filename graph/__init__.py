"""Storytrail: news events and the topics they mention, as a graph one can ask.

Examples
--------
>>> from graph import EventGraph
>>> with EventGraph.open("my-store", create=True) as g:  # doctest: +SKIP
...     g.load(["pages/"])
...     g.related("2016-02-03/", limit=10)

Names are loaded when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.chain_results import (
        ChainLink,
        ChainResult,
        ChainTree,
        EventChain,
        RerunResult,
        SavedChain,
        StepsResult,
    )
    from graph.errors import (
        AmbiguousError,
        ConstraintError,
        InputError,
        MissingExtraError,
        NotFoundError,
        QueryError,
        QueryTimeoutError,
        ReadOnlyError,
        SourceError,
        StoreBusyError,
        StoreChangedError,
        StoreDamagedError,
        StoreEmptyError,
        StoreError,
        StoreForeignError,
        StoreFullError,
        StoreMissingError,
        StoreVersionError,
        StorytrailError,
    )
    from graph.evaluate.own_events import evaluate_events
    from graph.evaluate.results import ChainEvaluation, Estimate, EvaluatedMethod, ListQuality, RelatedEvaluation
    from graph.explorer import EventGraph, rebuild
    from graph.model import (
        Citation,
        Event,
        EventOutline,
        GivenRelation,
        Heading,
        Issue,
        Mention,
        Reason,
        Ref,
        Relation,
        Source,
        Topic,
    )
    from graph.results import (
        CopyReport,
        CorrectionReport,
        CoTopic,
        DayView,
        Entry,
        EventView,
        GivenRelated,
        LoadReport,
        Provenance,
        QueryResult,
        RefreshReport,
        RelatedEvents,
        SearchResult,
        Spelling,
        Status,
        TopicView,
    )
    from graph.sample import sample_folder
    from graph.settings import store_url

__all__ = [
    "AmbiguousError",
    "ChainEvaluation",
    "ChainLink",
    "ChainResult",
    "ChainTree",
    "Citation",
    "CoTopic",
    "ConstraintError",
    "CopyReport",
    "CorrectionReport",
    "DayView",
    "Entry",
    "Estimate",
    "EvaluatedMethod",
    "Event",
    "EventChain",
    "EventGraph",
    "EventOutline",
    "EventView",
    "GivenRelated",
    "GivenRelation",
    "Heading",
    "InputError",
    "Issue",
    "ListQuality",
    "LoadReport",
    "Mention",
    "MissingExtraError",
    "NotFoundError",
    "Provenance",
    "QueryError",
    "QueryResult",
    "QueryTimeoutError",
    "ReadOnlyError",
    "Reason",
    "Ref",
    "RefreshReport",
    "RelatedEvaluation",
    "RelatedEvents",
    "Relation",
    "RerunResult",
    "SavedChain",
    "SearchResult",
    "Source",
    "SourceError",
    "Spelling",
    "Status",
    "StepsResult",
    "StoreBusyError",
    "StoreChangedError",
    "StoreDamagedError",
    "StoreEmptyError",
    "StoreError",
    "StoreForeignError",
    "StoreFullError",
    "StoreMissingError",
    "StoreVersionError",
    "StorytrailError",
    "Topic",
    "TopicView",
    "evaluate_events",
    "rebuild",
    "sample_folder",
    "store_url",
]

_MODULES = {
    "graph.chain_results": (
        "ChainLink",
        "ChainResult",
        "ChainTree",
        "EventChain",
        "RerunResult",
        "SavedChain",
        "StepsResult",
    ),
    "graph.evaluate.own_events": ("evaluate_events",),
    "graph.evaluate.results": ("ChainEvaluation", "Estimate", "EvaluatedMethod", "ListQuality", "RelatedEvaluation"),
    "graph.explorer": ("EventGraph", "rebuild"),
    "graph.model": (
        "Citation",
        "Event",
        "EventOutline",
        "GivenRelation",
        "Heading",
        "Issue",
        "Mention",
        "Reason",
        "Ref",
        "Relation",
        "Source",
        "Topic",
    ),
    "graph.results": (
        "CoTopic",
        "CopyReport",
        "CorrectionReport",
        "DayView",
        "Entry",
        "EventView",
        "GivenRelated",
        "LoadReport",
        "Provenance",
        "QueryResult",
        "RefreshReport",
        "RelatedEvents",
        "SearchResult",
        "Spelling",
        "Status",
        "TopicView",
    ),
    "graph.sample": ("sample_folder",),
    "graph.settings": ("store_url",),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME.get(name, "graph.errors")), name)
