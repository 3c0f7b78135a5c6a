"""Reading outlines one by one into growing columns, from which the arrays of a snapshot are cut."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.csr import Array, Csr, Ints, table
from graph.analysis.tokens import Stemmer, spelled


class Rows:
    """Rows of names in order of arrival, with the numbers of the names."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._cells, self._lengths = array("i"), array("i")

    def add(self, names: Sequence[str]) -> None:
        """Append one row."""
        numbers = self._numbers
        self._cells.extend([numbers.setdefault(name, len(numbers)) for name in names])
        self._lengths.append(len(names))

    def table(self, place: Array) -> tuple[Csr, tuple[str, ...]]:
        """Return the rows, row ``i`` at ``place[i]``, with the names in alphabetical order as columns.

        The names of a row must differ.
        """
        names = tuple(sorted(self._numbers))
        columns = _numbered(self._numbers, names)[as_ints(self._cells)]
        rows = np.repeat(place, as_ints(self._lengths))
        ones = np.ones(len(columns), dtype=np.int32)
        return table(rows, columns, ones, (len(place), len(names))), names

    def texts(self, place: Array) -> "Texts":
        """Return the rows as texts, row ``i`` at ``place[i]``: names are words, in order, and may repeat."""
        rows = np.repeat(place, as_ints(self._lengths))
        return _texts(list(self._numbers), as_ints(self._cells), rows, len(place))


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Words of texts: how often each stem stands in a text, and the form it has there."""

    counts: Csr
    forms: Csr
    stems: tuple[str, ...]
    form_texts: tuple[str, ...]


def as_ints(values: Iterable[int]) -> Ints:
    """Return whole numbers as an array."""
    return np.fromiter(values, dtype=np.int32)


def _texts(vocabulary: Sequence[str], cells: Ints, rows: Array, height: int) -> Texts:
    """Stem the vocabulary and count the stems of each row."""
    stemmer = Stemmer()
    stem_of_word = [stemmer.stem(word) for word in vocabulary]
    stems = tuple(sorted({stem for stem in stem_of_word if stem}))
    place = {stem: number for number, stem in enumerate(stems)}
    column_of_word = np.array([place.get(stem, -1) for stem in stem_of_word], dtype=np.int64)
    counted = column_of_word[cells] >= 0 if len(cells) else np.zeros(0, dtype=bool)
    cells, rows = cells[counted], rows[counted]
    keys = rows * max(len(stems), 1) + column_of_word[cells] if len(cells) else np.zeros(0, dtype=np.int64)
    keys, first, counts = np.unique(keys, return_index=True, return_counts=True)
    usual, form_texts = _usual_spelling(vocabulary, np.bincount(cells, minlength=len(vocabulary)))
    rows, columns = np.divmod(keys, max(len(stems), 1))
    shape = (height, len(stems))
    found = table(rows, columns, counts.astype(np.int32), shape)
    return Texts(found, Csr(found.indptr, found.indices, usual[cells[first]], len(stems)), stems, form_texts)


def _usual_spelling(vocabulary: Sequence[str], counts: Array) -> tuple[Ints, tuple[str, ...]]:
    """Return for every word the number of its most frequent spelling, and these spellings."""
    best: dict[str, tuple[int, str]] = {}
    forms = [spelled(word) for word in vocabulary]
    for form, count in zip(forms, counts.tolist(), strict=True):
        folded = form.casefold()
        best[folded] = max((count, form), best.get(folded, (0, "")))
    texts = tuple(sorted(form for _, form in best.values()))
    place = {form: number for number, form in enumerate(texts)}
    return as_ints(place[best[form.casefold()][1]] for form in forms), texts


def _numbered(numbers: Mapping[str, int], names: Sequence[str]) -> Ints:
    """Return the place in `names` of the name with each number."""
    places = np.empty(len(names), dtype=np.int32)
    places[[numbers[name] for name in names]] = np.arange(len(names))
    return places
