"""Files for `neo4j-admin database import`, and the database that Neo4j's own tool makes of them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError, StoreVersionError
from graph.export import export_graph
from graph.export.neo4j_admin import FINISH, NOTICE, SEPARATORS
from graph.model import Reason, Relation, Story
from graph.store import open_store
from graph.store.graph_store import GraphStore
from tests.neo4j_server import Server
from tests.store.building import DAY, citation, day, event, heading, mention
from tests.store.scenes import LATER, NEXT, TALKS_CLUSTERS, picture, relation, revisions, talks

ODD = 'He said: "no, \\"; 1\r\n2\r3\n\ttab \x1f \x1e | 😀 ÿ שלום \u2028 end '


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[GraphStore]:
    """A graph with odd and long texts, empty lists, relations with and without reasons, stories and clusters."""
    odd = replace(
        event("odd", ODD, date=LATER, topics=[f"Odd{ODD}", "Russia"], headings=[heading(ODD, "War"), heading("\x1f")]),
        excerpt=ODD * 20_000,
        mentions=(mention("Russia", ODD, section="a,b"), mention("Odd, indeed", "", 1), mention("Russia", "it", 2)),
        citations=(citation("https://one.example/?q=%22,%22", ODD), citation("https://one.example/b", "", 1)),
        document="own/odd",
    )
    bare = event("bare", date=LATER, document="own/odd", headings=[heading("")])
    with open_store(str(tmp_path / "store"), create=True) as store:
        store.graph.load_first([*talks()[:2], day(LATER, odd, bare)])
        ids = [f"{DAY}/lavrov", f"{NEXT}/money", odd.id]
        unnamed = Relation(ids[2], ids[0], 2, 0.1 + 0.2, -9, (Reason("word", ODD, 1e-07),))
        related = [relation(ids[0], ids[1], 1, 1), relation(ids[2], ids[1], 1, -8), unnamed]
        revision = store.graph.meta().revision
        store.graph.write_related([*related, Relation(ids[1], ids[2], 1, 0.5, 8)], revision)
        story, none = Story("s1", ODD, DAY, LATER, 2, (ODD, "russia"), ("",)), Story("s2", "", DAY, DAY, 0)
        store.graph.write_stories([story, none], {ids[0]: "s1", odd.id: "s1"}, revision, ODD)
        store.graph.write_clusters(*TALKS_CLUSTERS, revision, "seed 7")
        yield store.graph


def finish(server: Server, folder: Path) -> None:
    """Do what `cypher-shell` does with the file."""
    text = (folder / FINISH).read_text(encoding="utf-8")
    for statement in text.split("\n", 1)[1].split(";\n"):
        if statement.strip():
            server.ask(statement)


def import_files(server: Server, folder: Path, command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    server.stop()
    monkeypatch.chdir(folder)
    assert command[0] == "neo4j-admin"
    server.admin(*command[1:])
    server.start()


def whole(store: GraphStore) -> dict[str, Any]:
    """Return a picture with the relations, and the state except for the engine."""
    seen = picture(store)
    del seen["meta"]["engine"]
    meta = store.meta()
    loaded = [store.document(name).loaded_at for name in store.documents()]
    state = meta.revision, meta.related_revision, meta.stale, revisions(store)
    groups = store.stories(), store.story_members(), store.clusters(), store.memberships(), store.co_occurrences()
    methods = meta.analysis, meta.stories_method, meta.clusters_method
    relations = list(store.relations())
    return {**seen, "relations": relations, "groups": groups, "methods": methods, "state": state, "loaded": loaded}


@pytest.mark.neo4j
def test_an_imported_database_is_the_graph_that_was_exported(
    graph: GraphStore, stoppable_neo4j: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "a folder, with (odd) signs+"
    files = export_graph(graph, folder)
    import_files(stoppable_neo4j, folder, files.command(overwrite=True), monkeypatch)
    with open_store(stoppable_neo4j.url) as unfinished, pytest.raises(StoreVersionError, match=FINISH):
        unfinished.graph.counts()
    finish(stoppable_neo4j, folder)
    with open_store(stoppable_neo4j.url) as imported:
        assert whole(imported.graph) == whole(graph)
        made = stoppable_neo4j.ask(
            "SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN collect(name) AS names"
        )
        expected = {"event_id", "meta_id", "storytrail_lock_id", "event_date", "event_revision", "event_words"}
        assert expected <= set(made[0]["names"])
        # and the way back: the same files, but for the order of rows and the name of the store
        names = graph.meta().store.encode(), imported.graph.meta().store.encode()
        assert names[0] != names[1]
        again = export_graph(imported.graph, tmp_path / "again")
    assert (again.nodes, again.relationships) == (files.nodes, files.relationships)
    for path in (tmp_path / "again").iterdir():
        assert [line.replace(names[1], names[0]) for line in _lines(path)] == _lines(folder / path.name), path.name


def _lines(path: Path) -> list[bytes]:
    return sorted(path.read_bytes().split(b"\n"))


def test_the_command_separates_lists_by_what_no_list_holds(graph: GraphStore, tmp_path: Path) -> None:
    files = export_graph(graph, tmp_path / "out")
    # the headings of the odd event hold the first two
    assert files.separator == "\x1d"
    command = replace(files, database="news").command()
    assert command[:5] == ["neo4j-admin", "database", "import", "full", "news"]
    assert "--array-delimiter=U+001D" in command
    assert not any("overwrite" in word for word in command)
    named = {word.split("=")[-1] for word in command if word.endswith(".csv")}
    assert named | {FINISH, NOTICE} == {path.name for path in files.folder.iterdir()}


def test_stories_and_clusters_come_along(graph: GraphStore, tmp_path: Path) -> None:
    folder = export_graph(graph, tmp_path / "out").folder
    files = {path.stem: path.read_text(encoding="utf-8").splitlines() for path in folder.glob("*.csv")}
    assert files["Cluster"][1:] == ['"t1","The East","",1,2,4', '"r1","Syria","t1",2,2,3']
    assert [line.split(",")[:2] for line in files["IN_STORY"]] == [
        [":START_ID(Event)", ":END_ID(Story)"],
        [f'"{DAY}/lavrov"', '"s1"'],
        [f'"{LATER}/odd"', '"s1"'],
    ]
    assert files["IN_CLUSTER"][:2] == [":START_ID(Topic),:END_ID(Cluster),share:double", '"russia","r1",0.75']
    assert files["CO_OCCURS"][-1] == '"syria","russia",1,1.0'


def test_headings_that_hold_every_separator_are_refused_and_leave_nothing(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store"), create=True) as store:
        store.graph.load_first([day(DAY, event("a", headings=[heading("".join(SEPARATORS)), heading("b")]))])
        with pytest.raises(InputError, match="take them out"):
            export_graph(store.graph, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_holds_something_is_written_into_only_by_force(graph: GraphStore, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    (folder / "Topic.csv").write_text("old")
    with pytest.raises(InputError, match="--force"):
        export_graph(graph, folder)
    assert (folder / "Topic.csv").read_text() == "old"
    export_graph(graph, folder, force=True)
    assert (folder / "mine.txt").read_text() == "mine"
    assert (folder / "Topic.csv").read_text(encoding="utf-8").startswith("id:ID(Topic),label:string")
    with pytest.raises(InputError, match="is a file"):
        export_graph(graph, folder / "mine.txt")


def test_an_unknown_format_is_refused(graph: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="neo4j-admin"):
        export_graph(graph, tmp_path / "out", format="xml")
    assert not (tmp_path / "out").exists()


def test_the_licences_of_the_documents_come_along(graph: GraphStore, tmp_path: Path) -> None:
    files = export_graph(graph, tmp_path / "out")
    notice = (files.folder / NOTICE).read_text(encoding="utf-8")
    assert "3 documents: CC BY-SA 4.0" in notice
    assert "https://creativecommons.org/licenses/by-sa/4.0/" in notice
