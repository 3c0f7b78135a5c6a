"""Lists of shared topics on pages of the Context: "ISIL, Washington, D.C." taken apart into titles.

The comma between two titles looks like a comma inside one. What is certain: the titles of a list stand in the order
of their code points, each once; all lists of a page are about the topics of one event, so that a title found alone
anywhere on the page is known in all its lists; and the page names the story.
"""

from collections.abc import Iterable, Sequence

_COMMA = ", "
# far more than any title has; it bounds the work
_MOST_PIECES = 8
_MOST_ROUNDS = 8

Pieces = tuple[str, ...]


def split_topics(lists: Sequence[str], known: Iterable[str] = ()) -> list[tuple[str, ...]]:
    """Take the lists of shared topics of one event apart.

    A title is known if it is given, if it is a whole list without a comma, or if it is all that is left between
    titles that are known. Where pieces of a list are left that no known title explains, each is a title of its own,
    unless it would break the order of the list: then it goes on with the title before it ("Washington, D.C.").

    Parameters
    ----------
    lists : sequence of str
        The lists as written.
    known : iterable of str
        Titles known beforehand, such as the story's.

    Returns
    -------
    list of tuple of str
        The titles of each list, in its order.

    Notes
    -----
    A title such as "Paris, Texas" is read as two when the page never tells: "Texas" comes after "Paris".

    Examples
    --------
    >>> split_topics(["Austin, Paris, Texas", "Paris, Texas", "Austin", "Obama, Washington, D.C."])
    [('Austin', 'Paris', 'Texas'), ('Paris', 'Texas'), ('Austin',), ('Obama', 'Washington, D.C.')]
    >>> split_topics(["Austin, Paris, Texas"], known=["Paris, Texas"])
    [('Austin', 'Paris, Texas')]
    """
    pieces = [tuple(piece.strip() for piece in listed.split(_COMMA)) for listed in lists]
    titles = {tuple(title.split(_COMMA)) for title in known if title}
    for _ in range(_MOST_ROUNDS):
        runs = [_runs(listed, titles) for listed in pieces]
        alone = {run for listed in runs for run in listed if len(run) == 1} - titles
        if not alone:
            break
        titles |= alone
    return [tuple(title for run in listed for title in _titles(run, titles)) for listed in runs]


def _runs(pieces: Pieces, known: set[Pieces]) -> list[Pieces]:
    """Cut a list around the known titles in it."""
    runs: list[Pieces] = []
    start = index = 0
    while index < len(pieces):
        size = _known_at(pieces, index, known)
        if size:
            runs += [pieces[start:index]] if start < index else []
            runs.append(pieces[index : index + size])
            start = index + size
        index += size or 1
    return [*runs, pieces[start:]] if start < len(pieces) else runs


def _known_at(pieces: Pieces, index: int, known: set[Pieces]) -> int:
    """Return of how many pieces the longest known title is that stands here in order; 0 if there is none."""
    for size in range(min(_MOST_PIECES, len(pieces) - index), 0, -1):
        end = index + size
        if pieces[index:end] in known and (end == len(pieces) or pieces[end] > pieces[index]):
            return size
    return 0


def _titles(run: Pieces, known: set[Pieces]) -> list[str]:
    """Return the titles of a run of pieces."""
    if run in known:
        return [_COMMA.join(run)]
    titles: list[list[str]] = []
    for piece in run:
        if titles and piece <= titles[-1][0]:
            titles[-1].append(piece)
        else:
            titles.append([piece])
    return [joined for title in titles if (joined := _COMMA.join(title).strip(" ,"))]
