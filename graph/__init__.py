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
    from graph.evaluate.group_results import GroupEvaluation, Kept, Steadiness, WholeEvaluation
    from graph.evaluate.own_events import evaluate_events
    from graph.evaluate.results import ChainEvaluation, Estimate, EvaluatedMethod, ListQuality, RelatedEvaluation
    from graph.explorer import EventGraph, rebuild
    from graph.group_results import ClusterEntry, ClusterList, ClusterView, StoryEntry, StoryList, StoryView, TopicShare
    from graph.groups import Cluster, CoOccurrence, Membership, Story
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
    from graph.timeline_results import BurstView, GapView, Subject, TimelineResult, TurningPointList, TurningPointView

__all__ = [
    "AmbiguousError",
    "BurstView",
    "ChainEvaluation",
    "ChainLink",
    "ChainResult",
    "ChainTree",
    "Citation",
    "Cluster",
    "ClusterEntry",
    "ClusterList",
    "ClusterView",
    "CoOccurrence",
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
    "GapView",
    "GivenRelated",
    "GivenRelation",
    "GroupEvaluation",
    "Heading",
    "InputError",
    "Issue",
    "Kept",
    "ListQuality",
    "LoadReport",
    "Membership",
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
    "Steadiness",
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
    "Story",
    "StoryEntry",
    "StoryList",
    "StoryView",
    "StorytrailError",
    "Subject",
    "TimelineResult",
    "Topic",
    "TopicShare",
    "TopicView",
    "TurningPointList",
    "TurningPointView",
    "WholeEvaluation",
    "evaluate_events",
    "rebuild",
    "sample_folder",
    "store_url",
]

_MODULES = {
    "graph.group_results": (
        "ClusterEntry",
        "ClusterList",
        "ClusterView",
        "StoryEntry",
        "StoryList",
        "StoryView",
        "TopicShare",
    ),
    "graph.timeline_results": (
        "BurstView",
        "GapView",
        "Subject",
        "TimelineResult",
        "TurningPointList",
        "TurningPointView",
    ),
    "graph.groups": ("Cluster", "CoOccurrence", "Membership", "Story"),
    "graph.evaluate.group_results": ("GroupEvaluation", "Kept", "Steadiness", "WholeEvaluation"),
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
