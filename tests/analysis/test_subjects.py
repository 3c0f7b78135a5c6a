"""Which events a topic is the subject of."""

from graph.analysis.related import RelatedIndex
from graph.analysis.snapshot import Snapshot
from graph.analysis.subjects import rows_of_topic
from tests.analysis.archives import outline

LABELS = {
    "guinea": "Guinea",
    "papua new guinea": "Papua New Guinea",
    "president of guinea": "President of Guinea",
    "strike": "Strike",
    "georgia (country)": "Georgia (country)",
}
EVENTS = [
    outline("a linked", 0, "Ebola reaches the capital", topics=("guinea",)),
    outline("b linked", 1, "Dockers of Conakry walk out", topics=("guinea",), headings=("strike",)),
    outline("c named", 2, "Voters in Guinea go to the polls"),
    outline("d longer", 3, "Volcano erupts in Papua New Guinea"),
    outline("e longer", 4, "Court of Papua New Guinea rules", topics=("papua new guinea",)),
    outline("f longer", 5, "Port of Papua New Guinea shut", topics=("papua new guinea",)),
    outline("g named", 6, "The President of Guinea resigns", topics=("president of guinea",)),
    outline("h named", 7, "A new President of Guinea", topics=("president of guinea",)),
    outline("i other", 8, "Miners strike", headings=("strike",)),
    outline("j other", 9, "Bakers strike in Georgia", topics=("georgia (country)",)),
    outline("k other", 10, "Georgia votes", topics=("georgia (country)",)),
    outline("l other", 11, "A senator of Georgia resigns"),
]
INDEX = RelatedIndex.build(Snapshot.from_outlines(EVENTS, LABELS))


def found(topic: str, *, named: bool = True) -> str:
    """The first letters of the events of a topic."""
    return "".join(INDEX.ids[row][0] for row in rows_of_topic(INDEX, topic, named=named))


def test_events_that_only_name_a_topic_belong_to_it_unless_the_name_is_longer() -> None:
    assert found("guinea", named=False) == "ab"
    assert found("guinea") == "abcgh"
    assert found("papua new guinea") == "def"


def test_words_that_are_no_names_are_not_looked_for() -> None:
    assert found("strike") == "bi"
    assert found("georgia (country)") == "jk"


def test_an_unknown_topic_has_no_events() -> None:
    assert found("atlantis") == ""
