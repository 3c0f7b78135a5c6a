"""Codes of what a parser skips or finds odd, with the sentence a person reads."""

from graph.model import Issue

MESSAGES: dict[str, str] = {
    "bad-event": "A line that is no event was skipped; load the file that it came from again.",
    "broken-address": "A source inside the words was skipped, because its address is broken.",
    "cover-blurb": "An excerpt was skipped, because it advertises a site and tells nothing of the event.",
    "cut-page": "The end of the page is missing; fetch the page again.",
    "double-id": "A second event of the day has the same id; it got one made from its date and text.",
    "empty-bullet": "A bullet without words was skipped.",
    "empty-page": "The page is empty; fetch the page again.",
    "entry-without-text": "An entry without words was skipped.",
    "header-date": "The header of the page names another day than the page itself; the page's own day is used.",
    "heading-source": "A source of a heading was skipped, because it belongs to no event.",
    "heading-without-events": "A heading without events under it was skipped.",
    "hidden-item": "An item inside a comment, or in a section of no day, was skipped.",
    "hoax-page": "The page is marked as a hoax; its events may be made up.",
    "long-address": "A source was skipped, because its address is longer than 2,000 characters.",
    "media-skipped": "A picture or sound was skipped with its caption.",
    "no-address": "An address of a page or picture was left out, because it does not begin with http:// or https://.",
    "no-events": "The page has no events.",
    "redirect-page": "The page only redirects to another one.",
    "related-without-date": "A related event was skipped, because its link names no day.",
    "section-skipped": "A section that holds neither sources nor related events was skipped.",
    "source-without-address": "A reference without an address was skipped.",
    "source-without-text": "A bullet with a source but no text was skipped.",
    "stray-paragraph": "A paragraph that belongs to no bullet was skipped.",
    "template-dropped": "An item inside a template was skipped.",
    "unbalanced-link": "A link has brackets without a partner; it was read as well as it could be.",
    "unbalanced-reference": "A reference is not closed; its words were kept as text.",
    "unbalanced-template": "A template has braces without a partner; its words were kept as text.",
    "unclosed-comment": "A comment is not closed; it was taken to end with its line.",
    "unclosed-wrapper": "The template around the page is not closed; the page may have been cut.",
    "unknown-line": "A line of no known kind was skipped.",
    "unknown-template": "A template that is not known was skipped; it may have carried words.",
}
_EXCERPT = 120


class IssueLog:
    """Collects the issues of one document."""

    def __init__(self, document: str) -> None:
        self.document = document
        self._issues: list[Issue] = []

    def add(self, code: str, line: int, text: str = "") -> None:
        """Note an issue; `line` counts from 1 and is 0 for the whole document."""
        excerpt = " ".join(text.split())
        shown = excerpt if len(excerpt) <= _EXCERPT else f"{excerpt[:_EXCERPT]}…"
        self._issues.append(Issue(self.document, line, code, MESSAGES[code], shown))

    def sorted(self) -> tuple[Issue, ...]:
        """Return the issues in the order of their lines."""
        return tuple(sorted(self._issues, key=lambda issue: issue.line))
