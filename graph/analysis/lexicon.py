"""The words of an archive as written, with their stems and spellings: every distinct word is looked into once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.coded import Coded
from graph.analysis.csr import Array, Ints
from graph.analysis.tokens import Stemmer, spelled


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Words with what is to be known of each.

    Attributes
    ----------
    words : tuple of str
        Words as written.
    stems : Coded, one cell a word
        Their stems, empty for words that do not count.
    forms : Coded, one cell a word
        The words without possessive endings.
    folded : Coded, one cell a word
        The forms in lower case: words of one folded form are spellings of each other, and have one stem.
    """

    words: tuple[str, ...]
    stems: Coded
    forms: Coded
    folded: Coded

    @classmethod
    def read(cls, words: Sequence[str]) -> "Lexicon":
        """Look into words."""
        stem = Stemmer().stem
        forms = [spelled(word) for word in words]
        return cls(
            words=tuple(words),
            stems=Coded.of(stem(word) for word in words),
            forms=Coded.of(forms),
            folded=Coded.of(form.casefold() for form in forms),
        )

    def of(self, words: Sequence[str]) -> "Lexicon":
        """Return the lexicon of other words; only those that are not known yet are looked into."""
        places = {word: place for place, word in enumerate(self.words)}
        new = [word for word in words if word not in places]
        places |= {word: place for place, word in enumerate(new, len(places))}
        chosen = np.fromiter(map(places.__getitem__, words), dtype=np.int64)
        whole = self.followed_by(Lexicon.read(new)) if new else self
        return Lexicon(tuple(words), *(column.take(chosen) for column in (whole.stems, whole.forms, whole.folded)))

    def followed_by(self, other: "Lexicon") -> "Lexicon":
        """Return the lexicon with other words at its end."""
        return Lexicon(
            words=self.words + other.words,
            stems=self.stems.followed_by(other.stems),
            forms=self.forms.followed_by(other.forms),
            folded=self.folded.followed_by(other.folded),
        )

    def counted(self) -> Array:
        """Return which words have a stem."""
        counted: Array = self.stems.numbers >= self.stems.names.count("")
        return counted

    def usual_forms(self, counts: Array) -> tuple[Ints, tuple[str, ...]]:
        """Return for every word the number of its most frequent spelling, and these spellings in alphabetical order.

        Parameters
        ----------
        counts : ndarray, shape (words,)
            How often each word stands in the archive. Of equally frequent spellings the last of the alphabet is usual.
        """
        groups = self.folded.numbers
        order = np.lexsort((self.forms.numbers, counts, groups))
        last = order[np.append(np.diff(groups[order]) > 0, True)] if len(order) else order
        usual = self.forms.take(last)
        return usual.numbers[groups], usual.names
