"""Loading pages again: what is as it was costs nothing, what changed is replaced, ids last through all of it."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest

from graph import EventGraph, rebuild
from graph.model import Document, ParsedDocument
from tests.ingest.loading import DAY, JUDGE, ORCHID, STRIKE, Desk, by_code, day_page, event_page, item
from tests.ingest.making import dump_of, page_of, pipe_in, revision_of, tar_of, zip_of

PAGE = "2015_May_4.txt"
PORTAL = f"portal/{DAY}"
NEXT = DAY + timedelta(days=2)
RULING = "A judge in The Hague lets the dock workers carry on."
STRIKE_LINE = item(STRIKE, "Rotterdam", source="http://www.example.org/strike")
JUDGE_LINE = item(JUDGE, "Rotterdam", source="http://www.example.org/judge")
ORCHID_LINE = item(ORCHID, "Borneo")
WHOLE = day_page(";Business", STRIKE_LINE, JUDGE_LINE, ";Science", ORCHID_LINE)
STRIKE_ID = "dock-workers-in-rotterdam-lay-down-their-tools-over-pensions"
STRIKE_AT = f"{DAY}/{STRIKE_ID}"
RULING_AT = f"{NEXT}/a-judge-in-the-hague-lets-the-dock-workers-carry-on"
JUDGE_ID = "the-port-authority-of-rotterdam-asks-a-judge-to-end-the-walkout"
ORCHID_ID = "botanists-describe-a-new-orchid-from-borneo"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A store that holds two days of the portal."""
    desk = Desk(tmp_path)
    desk.write({PAGE: WHOLE, "2015_May_6.txt": day_page(item(RULING, "The Hague"), day=NEXT)})
    desk.load()
    return desk


def parse_nothing(document: Document) -> ParsedDocument:
    pytest.fail(f"{document.id} was parsed")


def test_what_is_unchanged_is_not_parsed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.picture()
    monkeypatch.setattr("graph.ingest.days.parse_document", parse_nothing)
    report = desk.load()
    assert (report.documents, report.unchanged, report.events) == (2, 2, 0)
    assert (report.added, report.changed, report.removed, report.issues) == (0, 0, 0, ())
    assert desk.picture() == before


def test_a_page_is_one_document_however_it_comes_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.picture()
    monkeypatch.setattr("graph.ingest.days.parse_document", parse_nothing)
    desk.write(
        {
            "elsewhere/renamed.txt": WHOLE,
            "pages.zip": zip_of({f"deep/{PAGE}": WHOLE.encode()}),
            "pages.tar.gz": tar_of({PAGE: WHOLE.encode()}),
            "dump.xml": dump_of(page_of("Portal:Current events/2015 May 4", revision_of(WHOLE, 41))),
            "page.txt.gz": gzip.compress(WHOLE.encode()),
        }
    )
    for name in ("elsewhere", "pages.zip", "pages.tar.gz", "dump.xml", "page.txt.gz"):
        report = desk.load(name)
        assert (name, report.documents, report.unchanged) == (name, 1, 1)
        assert report.issues == ()
    pipe_in(monkeypatch, WHOLE.encode())
    with EventGraph.open(desk.url) as g:
        assert g.load("-", refresh=False).unchanged == 1
    report = desk.load()
    assert (report.documents, report.unchanged, report.issues) == (2, 2, ())
    assert desk.picture() == before


def test_of_two_pages_of_one_day_the_first_is_kept_and_the_other_named(desk: Desk) -> None:
    desk.write({"a/page.txt": WHOLE, "b/page.txt": WHOLE.replace("Rotterdam", "Antwerp")})
    before = desk.picture()
    report = desk.load("a", "b")
    assert (report.documents, report.unchanged) == (1, 1)
    assert by_code(report) == ["second-page"]
    assert report.issues[0].document == PORTAL
    assert str(desk.pages / "b/page.txt") in report.issues[0].message
    assert desk.picture() == before


@pytest.mark.parametrize("empty", [True, False])
def test_of_two_pages_of_one_day_a_whole_one_goes_before_one_that_is_cut_off(tmp_path: Path, empty: bool) -> None:
    desk = Desk(tmp_path)
    if not empty:
        desk.put("other.txt", day_page(item(RULING), day=NEXT))
    cut = WHOLE[: WHOLE.index("judge to") + 5]
    desk.write({"a/page.txt": cut, "b/page.txt": WHOLE, "c/page.txt": WHOLE.replace("Rotterdam", "Antwerp")})
    report = desk.load("a", "b", "c")
    assert (report.documents, report.added) == (1, 3)
    assert by_code(report) == ["cut-page", "second-page"]
    assert str(desk.pages / "c/page.txt") in report.issues[1].message
    assert desk.ids()[:3] == [STRIKE_ID, JUDGE_ID, ORCHID_ID]
    again = desk.load("a", "b", "c")
    assert (by_code(again), again.added, again.changed) == (["cut-page", "second-page"], 0, 0)


@pytest.mark.parametrize(
    ("lines", "ids", "counts"),
    [
        # edited; moved within the day; moved under another heading
        ([STRIKE_LINE.replace("tools", "tools again"), JUDGE_LINE, ";Science", ORCHID_LINE], 3, (0, 1, 0)),
        ([JUDGE_LINE, STRIKE_LINE, ";Science", ORCHID_LINE], 3, (0, 2, 0)),
        ([STRIKE_LINE, ";Law", JUDGE_LINE, ";Science", ORCHID_LINE], 3, (0, 1, 0)),
        (["*[[Harbour strike]]", f"*{STRIKE_LINE}", JUDGE_LINE, ";Science", ORCHID_LINE], 3, (0, 1, 0)),
        # removed; all of them; one more
        ([STRIKE_LINE, ";Science", ORCHID_LINE], 2, (0, 1, 1)),
        ([], 0, (0, 0, 3)),
        ([STRIKE_LINE, JUDGE_LINE, ";Science", ORCHID_LINE, item("A bee is found.", "bee")], 4, (1, 0, 0)),
    ],
)
def test_a_changed_page_replaces_its_events(
    desk: Desk, lines: list[str], ids: int, counts: tuple[int, int, int]
) -> None:
    other = [event for event in desk.events() if event.date == NEXT]
    report = desk.put(PAGE, day_page(";Business", *lines))
    assert (report.documents, report.unchanged, report.events) == (1, 0, ids)
    assert (report.added, report.changed, report.removed) == counts
    assert [event for event in desk.events() if event.date == NEXT] == other
    kept = {STRIKE_ID, JUDGE_ID, ORCHID_ID} & set(desk.ids())
    assert len(kept) == min(ids, 3)
    back = desk.put(PAGE, WHOLE)
    assert (back.added, back.changed, back.removed) == (counts[2], counts[1], counts[0])
    assert desk.ids()[:3] == [STRIKE_ID, JUDGE_ID, ORCHID_ID]


def test_of_a_split_event_the_part_most_like_it_keeps_the_id_and_joined_it_is_one_again(desk: Desk) -> None:
    both = "Dock workers in Rotterdam lay down their tools and the port authority goes to court at once."
    desk.put(PAGE, day_page(item(both)))
    (name,) = set(desk.ids()) - {RULING_AT[11:]}
    assert name == STRIKE_ID
    report = desk.put(PAGE, day_page(item("Dock workers in Rotterdam lay down tools."), item("The court is asked.")))
    assert (report.added, report.changed, report.removed) == (1, 1, 0)
    assert desk.texts()[STRIKE_ID] == "Dock workers in Rotterdam lay down tools."
    assert desk.texts()["the-court-is-asked"] == "The court is asked."
    report = desk.put(PAGE, day_page(item(both)))
    assert (report.added, report.changed, report.removed) == (0, 1, 1)
    assert desk.texts()[STRIKE_ID] == both


def test_what_a_changed_page_no_longer_names_goes(desk: Desk) -> None:
    with EventGraph.open(desk.url) as g:
        g.refresh()
        assert len(g.query(f"MATCH (:Event {{id: '{DAY}/{JUDGE_ID}'}})-[r:RELATED]-() RETURN r.rank AS n")) > 0
    desk.put(PAGE, day_page(STRIKE_LINE))
    with EventGraph.open(desk.url) as g:
        left = g.query("MATCH (a)-[:RELATED]->(b) RETURN a.id AS a, b.id AS b ORDER BY a")
        assert left.to_numpy().tolist() == [[STRIKE_AT, RULING_AT], [RULING_AT, STRIKE_AT]]
        assert g.query("MATCH (t:Topic) RETURN t.id AS id ORDER BY id")["id"].tolist() == ["rotterdam", "the hague"]
        assert g.query("MATCH (s:Source) RETURN s.id AS id")["id"].tolist() == ["http://www.example.org/strike"]
        assert g.status().stale == ("clusters", "related", "stories")


def test_ids_last_through_edits_and_rebuilds(desk: Desk) -> None:
    history = [
        day_page(item("Dock workers of Rotterdam lay down tools over pensions."), ORCHID_LINE),
        day_page(item("Talks open."), item("Talks open!"), ORCHID_LINE),
        day_page(item("Talks open!"), item("Botanists describe two new orchids from Borneo.")),
        day_page(item("Talks open."), STRIKE_LINE, item("Talks open?")),
    ]
    for page in history:
        desk.put(PAGE, page)
        before = desk.picture()
        report = desk.rebuild()
        assert (report.documents, report.unchanged) == (2, 0)
        assert desk.picture() == before
    texts = desk.texts()
    assert texts[STRIKE_ID] == STRIKE
    assert (texts["talks-open"], texts["talks-open-2"]) == ("Talks open.", "Talks open?")


def test_an_event_is_known_by_its_last_text(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for text in (
        "Four trains stop in snow.",
        "Four trains stop, schools close early.",
        "Many schools close early today.",
    ):
        desk.put(PAGE, day_page(item(text)))
        assert desk.texts() == {"four-trains-stop-in-snow": text}
    desk.put(PAGE, day_page(item("Four trains stop in snow.")))
    assert desk.ids() == ["four-trains-stop-in-snow-2"]


def test_a_rebuild_by_the_library_gives_the_same_graph(desk: Desk) -> None:
    desk.put(PAGE, day_page(STRIKE_LINE.replace("tools", "heavy tools"), ORCHID_LINE))
    with EventGraph.open(desk.url) as g:
        g.refresh()
        related = g.related(STRIKE_AT).to_dict()
    before = desk.picture()
    rebuild(desk.url)
    assert desk.picture() == before
    with EventGraph.open(desk.url) as g:
        assert g.related(STRIKE_AT).to_dict() == related


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (WHOLE[: WHOLE.index("judge to") + 5], "cut-page"),
        ("", "empty-page"),
        ("#REDIRECT [[Portal:Current events/2015 May 5]]\n", "redirect-page"),
    ],
)
def test_a_page_that_is_not_whole_does_not_replace_a_whole_one(desk: Desk, page: str, code: str) -> None:
    before = desk.picture()
    for _ in range(2):
        report = desk.put(PAGE, page)
        assert by_code(report) == [code]
        assert (report.documents, report.added, report.changed, report.removed) == (1, 0, 0, 0)
        assert desk.picture() == before
    desk.rebuild()
    assert desk.picture() == before


def test_a_page_that_is_not_whole_does_not_hide_its_former_state_from_others_of_the_day(desk: Desk) -> None:
    desk.put("strike.md", event_page(STRIKE, excerpt="They want rest."))
    desk.write({PAGE: WHOLE[: WHOLE.index("judge to") + 5], "strike.md": event_page(STRIKE, excerpt="They want more.")})
    report = desk.load()
    assert by_code(report) == ["cut-page"]
    event = desk.events()[0]
    assert (event.id, event.document, event.excerpt) == (STRIKE_AT, PORTAL, "They want more.")
    assert len(desk.ids()) == 4


def test_only_days_asked_for_are_loaded(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    days = [DAY + timedelta(days=number) for number in range(5)]
    desk.write({f"{day}.txt": day_page(item(f"Talks of day {day:%d} open."), day=day) for day in days})
    report = desk.load(first=days[1], last="2015-05-06")
    assert (report.documents, desk.ids()) == (2, ["talks-of-day-05-open", "talks-of-day-06-open"])
    report = desk.load(last=days[1])
    assert (report.documents, report.unchanged, report.added) == (2, 1, 1)
    assert desk.load(first="2016-01-01").documents == 0
