"""Vectors of texts by a small language model that runs on the processor."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graph.semantic.extra import model_file, require, unusable, vocabulary_file

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Step = Callable[[str, int, int], None]
DIMENSIONS = 384
MOST_TOKENS = 256
"""Word pieces of a text that are read, with the two marks at its ends; the model was trained on no more."""
_MOST_CHARACTERS = 100 * MOST_TOKENS
"""No word piece is longer than 100 characters: what follows is never read, so it need not be cut into pieces."""
_BATCH = 8
"""Texts that the model reads at a time; larger batches leave the processor's cache and are slower."""


class Embedder:
    """Turns texts into unit vectors whose inner products say how close their meanings are.

    The model is all-MiniLM-L6-v2 [1]_ [2]_ with weights kept as 8-bit integers; vectors are the means over a text's
    word pieces. Only texts of equal length are read together, so that a vector does not depend on its neighbours.

    Raises
    ------
    MissingExtraError
        If the packages of the extra are not installed.

    Notes
    -----
    The cosine of a text's vector with that of the weights in full is .999. Chinese is read sign by sign, and poorly:
    the model knows English. The first use loads the model, which takes a second and 300 MB of memory.

    References
    ----------
    .. [1] N. Reimers and I. Gurevych, "Sentence-BERT: Sentence embeddings using Siamese BERT-networks", EMNLP 2019.
    .. [2] W. Wang et al., "MiniLM: Deep self-attention distillation for task-agnostic compression of pre-trained
       transformers", NeurIPS 2020.

    Examples
    --------
    >>> vectors = Embedder().vectors(["A man is eating food.", "A man is eating a piece of bread."])  # doctest: +SKIP
    >>> round(float(vectors[0] @ vectors[1]), 2)  # doctest: +SKIP
    0.75
    """

    def __init__(self) -> None:
        require()

    @cached_property
    def model_id(self) -> str:
        """Name of the model, its vocabulary and the way it is used; other vectors have another one."""
        digest = hashlib.sha256(f"mean of {MOST_TOKENS}".encode())
        for path in (model_file(), vocabulary_file()):
            digest.update(path.read_bytes())
        return digest.hexdigest()[:16]

    def vectors(self, texts: Sequence[str], progress: Step | None = None) -> NDArray[np.float32]:
        """Return the vectors of some texts.

        Parameters
        ----------
        texts : sequence of str
            The texts; of a long one the first 256 word pieces count, some 200 words.
        progress : callable, optional
            Called with a name of the work, the number of texts done and the number of all.

        Returns
        -------
        numpy.ndarray of float32, shape (texts, 384)
            One row a text, of length 1.

        Raises
        ------
        MissingExtraError
            If a package of the extra cannot be loaded.
        """
        found = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        pieces = self._pieces(texts)
        done = 0
        for rows in _batches([len(ids) for ids in pieces]):
            found[rows] = self._embed(np.array([pieces[row] for row in rows], dtype=np.int64))
            done += len(rows)
            if progress is not None:
                progress("Embedding texts", done, len(texts))
        return found

    def _pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """Word pieces of texts, as numbers; halves of broken characters are read as question marks."""
        readable = [text[:_MOST_CHARACTERS].encode("utf-8", "replace").decode("utf-8") for text in texts]
        return [encoding.ids for encoding in self._tokenizer.encode_batch(readable)]

    def _embed(self, ids: NDArray[np.int64]) -> NDArray[np.float64]:
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        hidden: NDArray[np.float32] = self._session.run(["last_hidden_state"], feed)[0]
        return unit(hidden.mean(axis=1, dtype=np.float64))

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        try:
            from tokenizers import Tokenizer
        except ImportError as error:
            raise unusable(error) from error
        tokenizer = Tokenizer.from_file(str(vocabulary_file()))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MOST_TOKENS)
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        try:
            import onnxruntime
        except ImportError as error:
            raise unusable(error) from error
        # builds for Windows hand events to the system unless told not to
        onnxruntime.disable_telemetry_events()
        return onnxruntime.InferenceSession(str(model_file()), providers=["CPUExecutionProvider"])


def unit(vectors: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Return vectors at length 1.

    Examples
    --------
    >>> unit(np.array([[3.0, 4.0]])).tolist()
    [[0.6, 0.8]]
    """
    wide = vectors.astype(np.float64)
    scaled: NDArray[np.float64] = wide / np.linalg.norm(wide, axis=1, keepdims=True)
    return scaled


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows that are read together: few, and of one length."""
    by_length: dict[int, list[int]] = {}
    for row, length in enumerate(lengths):
        by_length.setdefault(length, []).append(row)
    for length in sorted(by_length):
        rows = by_length[length]
        yield from (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))
