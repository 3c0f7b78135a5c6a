"""Vectors of texts by the real model."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.semantic import Embedder
from graph.semantic.embedder import DIMENSIONS, MOST_TOKENS

EATING = ("A man is eating food.", "A man is eating a piece of bread.", "A monkey is playing drums.")
NEWS = (
    "Dockers in Aden end their strike after nine days.",
    "The strike of port workers in Aden is over.",
    "A telescope in Chile finds a planet with two suns.",
    "Voters in Iceland choose a new parliament.",
    "",
    "Floods.",
    "A bridge over the Neva is closed because its cables have rusted through, and ferries take its passengers.",
)


# as the model's makers print them for the weights in full (model card and documentation of sentence-transformers)
@pytest.mark.parametrize(
    ("one", "other", "cosine"),
    [
        ("That is a happy person", "That is a happy dog", 0.695),
        ("That is a happy person", "That is a very happy person", 0.943),
        ("That is a happy person", "Today is a sunny day", 0.257),
        ("The weather is lovely today.", "It's so sunny outside!", 0.666),
        ("The weather is lovely today.", "He drove to the stadium.", 0.105),
    ],
)
def test_cosines_are_those_that_the_model_is_known_for(embedder: Embedder, one: str, other: str, cosine: float) -> None:
    vectors = embedder.vectors([one, other])
    assert vectors[0] @ vectors[1] == pytest.approx(cosine, abs=0.015)


def test_same_meaning_is_near_and_other_meaning_far(embedder: Embedder) -> None:
    food, bread, drums = embedder.vectors(EATING)
    assert food @ bread > 0.7
    assert abs(food @ drums) < 0.2
    strike, over, planet = embedder.vectors(NEWS[:3])
    assert strike @ over > 0.6
    assert abs(strike @ planet) < 0.2


def test_capitals_and_accents_do_not_count(embedder: Embedder) -> None:
    one, other = embedder.vectors(["Élections à Besançon", "elections a besancon"])
    assert one @ other == pytest.approx(1, abs=1e-6)


def test_vectors_are_of_length_one_in_the_order_of_the_texts(embedder: Embedder) -> None:
    vectors = embedder.vectors(NEWS)
    assert vectors.shape == (len(NEWS), DIMENSIONS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    for text, vector in zip(NEWS, vectors, strict=True):
        assert embedder.vectors([text])[0] @ vector == pytest.approx(1, abs=1e-6)


@settings(max_examples=15)
@given(st.lists(st.sampled_from(NEWS), max_size=20))
def test_a_vector_does_not_depend_on_its_neighbours(embedder: Embedder, texts: list[str]) -> None:
    alone = dict(zip(NEWS, embedder.vectors(NEWS), strict=True))
    for text, vector in zip(texts, embedder.vectors(texts), strict=True):
        np.testing.assert_allclose(vector, alone[text], atol=1e-6)


def test_no_texts_have_no_vectors(embedder: Embedder) -> None:
    assert embedder.vectors([]).shape == (0, DIMENSIONS)


def test_only_the_beginning_of_a_long_text_counts(embedder: Embedder) -> None:
    words = [f"{word} and" for word in ("strike", "port", "harbour", "wages") * 5_000]
    # two words a piece of the list, two marks at the ends
    kept = (MOST_TOKENS - 2) // 2
    one, cut, shorter = embedder.vectors([" ".join(words), " ".join(words[:kept]), " ".join(words[:60])])
    np.testing.assert_allclose(one, cut, atol=1e-6)
    assert one @ shorter < 1 - 1e-5


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "x" * 300, "联合国安理会通过决议", "half of a pair: \ud83d", "🌋", "\u200b"]
)
def test_any_text_has_a_vector(embedder: Embedder, text: str) -> None:
    vector = embedder.vectors([text])[0]
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-6)


def test_progress_goes_up_to_the_number_of_texts(embedder: Embedder) -> None:
    seen: list[tuple[str, int, int]] = []
    embedder.vectors(NEWS, lambda work, done, all_texts: seen.append((work, done, all_texts)))
    assert seen[-1] == ("Embedding texts", len(NEWS), len(NEWS))
    assert all(one[1] < other[1] for one, other in pairwise(seen))


def test_the_model_keeps_its_name(embedder: Embedder) -> None:
    assert embedder.model_id == Embedder().model_id
    assert len(embedder.model_id) == 16
