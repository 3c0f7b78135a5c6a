"""The tally of a load: what it has done so far, and the report it ends with."""

import time
from dataclasses import dataclass, field

from graph.model import Document, Issue
from graph.results import LoadReport
from graph.store.records import Touched


@dataclass(slots=True)
class Tally:
    """What a load has done so far."""

    documents: int = 0
    unchanged: int = 0
    events: dict[str, int] = field(default_factory=dict)
    added: int = 0
    changed: int = 0
    removed: int = 0
    topics: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def touch(self, touched: Touched) -> None:
        """Count what a change did."""
        self.added += len(touched.added)
        self.changed += len(touched.changed)
        self.removed += len(touched.removed)
        self.topics |= touched.topics
        self.sources |= touched.sources

    def note(self, issue: Issue | None) -> None:
        """Keep an issue, if there is one."""
        if issue is not None:
            self.issues.append(issue)

    def second(self, document: Document) -> None:
        """Note a document that another one of this load is, with another content."""
        message = f"{document.origin} is a second page of {document.id}; the first one is kept."
        self.issues.append(Issue(document.id, 0, "second-page", message))

    def report(self) -> LoadReport:
        """Return the report."""
        return LoadReport(
            documents=self.documents,
            unchanged=self.unchanged,
            events=sum(self.events.values()),
            added=self.added,
            changed=self.changed,
            removed=self.removed,
            topics=len(self.topics),
            sources=len(self.sources),
            issues=tuple(self.issues),
            seconds=round(time.monotonic() - self.started, 3),
        )
