import assert from "node:assert/strict";
import { test } from "node:test";

import { MODULES } from "./modules.mjs";

const { buildGraph, litWith, sameTarget, targetOf, thingOf, COLOURS } = await MODULES("model");
const { distanceToLink, linkAt, nodeAt } = await MODULES("hit");
const { firstNode, nextLink, nextNode } = await MODULES("walk");
const { labelBudget, placeLabels } = await MODULES("labels");
const { Selection } = await MODULES("state");
const { cut, nodeName, linkName, plainDate, plural, pictureName } = await MODULES("words");

const node = (id, x, y, rest = {}) => ({ id, kind: "event", label: `Event ${id}`, x, y, ...rest });
const link = (source, target, kind = "related") => ({ source, target, kind, strength: 0.5, summary: "Both." });
const DATA = {
  layout: "time",
  nodes: [node("a", 0, 0, { group: "G", date: "2016-02-03" }), node("b", 100, 0), node("c", 0, 80), node("far", 300, 300),
    node("t", 50, 40, { kind: "topic", label: "Topic" })],
  links: [link("a", "b"), link("a", "c"), link("a", "t", "topic")],
};
const built = () => buildGraph(DATA, new Map(), new Map());
const place = ({ x, y }) => ({ x, y });

test("a graph knows its links from both ends, and a moved node stays where it was dragged", () => {
  const graph = buildGraph(DATA, new Map(), new Map([["b", { x: 7, y: 8 }]]));
  assert.deepEqual(graph.nodes.get("a").links.length, 3);
  assert.deepEqual(graph.nodes.get("t").links[0].from.id, "a");
  assert.deepEqual(place(graph.nodes.get("b")), { x: 7, y: 8 });
});

test("a cluster keeps its colour when others come, and the last colour is for all further ones", () => {
  const groups = new Map();
  buildGraph({ ...DATA, nodes: [node("a", 0, 0, { group: "G" })], links: [] }, groups, new Map());
  const many = Array.from({ length: 12 }, (_, number) => node(`n${number}`, 0, 0, { group: `group ${number}` }));
  const graph = buildGraph({ ...DATA, nodes: [...many, node("a", 0, 0, { group: "G" })], links: [] }, groups, new Map());
  assert.equal(graph.nodes.get("a").colour, 0);
  assert.equal(graph.nodes.get("n11").colour, COLOURS);
  assert.equal(graph.nodes.get("n0").colour, 1);
});

test("a target names a node or a link, or nothing that is there any more", () => {
  const graph = built();
  for (const thing of [graph.nodes.get("c"), graph.links[1]]) assert.equal(thingOf(graph, targetOf(thing)), thing);
  assert.equal(thingOf(graph, { node: "gone" }), undefined);
  assert.equal(thingOf(graph, { link: ["b", "a"] }), undefined);
  assert.ok(sameTarget(null, undefined));
});

test("a node is lit with its neighbours, a link with its ends", () => {
  const graph = built();
  assert.deepEqual(litWith(graph.nodes.get("a")).nodes.map(({ id }) => id), ["a", "b", "c", "t"]);
  assert.deepEqual(litWith(graph.links[1]).nodes.map(({ id }) => id), ["a", "c"]);
  assert.deepEqual(litWith(null), { nodes: [], links: [] });
});

test("the nearest node or link within reach is hit", () => {
  const graph = built();
  assert.equal(nodeAt(graph.list, { x: 4, y: 3 }, 11, place).id, "a");
  assert.equal(nodeAt(graph.list, { x: 20, y: 3 }, 11, place), null);
  assert.equal(linkAt(graph.links, { x: 60, y: 2 }, 5, place), graph.links[0]);
  assert.equal(linkAt(graph.links, { x: 60, y: 12 }, 5, place), null);
  const [a, b] = [{ x: 0, y: 0 }, { x: 100, y: 100 }];
  assert.ok(distanceToLink({ x: 50, y: 50 }, a, b, true) < 1e-9);
  assert.ok(distanceToLink({ x: 25, y: 25 }, a, b, true) > 5, "the curve is not the line");
  assert.ok(distanceToLink({ x: 25, y: 25 }, a, b, false) < 1e-9);
  assert.equal(distanceToLink({ x: 3, y: 4 }, a, a, false), 5);
});

test("arrows walk along links, with shift anywhere", () => {
  const graph = built();
  const at = (id) => graph.nodes.get(id);
  assert.equal(nextNode(graph, at("a"), "ArrowRight", place, false).id, "b");
  assert.equal(nextNode(graph, at("a"), "ArrowDown", place, false).id, "c");
  assert.equal(nextNode(graph, at("a"), "ArrowUp", place, false), null);
  assert.equal(nextNode(graph, at("b"), "ArrowDown", place, false), null);
  assert.equal(nextNode(graph, at("b"), "ArrowDown", place, true).id, "t");
  assert.equal(firstNode(graph).id, "a");
  assert.equal(firstNode(buildGraph({ ...DATA, nodes: [], links: [] }, new Map(), new Map())), null);
});

test("the links of a node are gone through in a round", () => {
  const graph = built();
  const seen = [];
  for (let link = null; seen.length < 4; ) seen.push((link = nextLink(graph.nodes.get("a"), link, place)));
  assert.equal(new Set(seen).size, 3);
  assert.equal(seen[3], seen[0]);
  assert.equal(nextLink(graph.nodes.get("far"), null, place), null);
});

test("labels never lie over each other or over a node, and the first ones come first", () => {
  const frame = { left: 0, top: 0, right: 400, bottom: 300 };
  const bodies = Array.from({ length: 60 }, (_, number) => ({
    id: `${number}`, x: 20 + ((number * 73) % 360), y: 20 + ((number * 41) % 260), radius: 5,
  }));
  const placed = placeLabels(bodies.map((body) => ({ ...body, width: 90 })), bodies, frame, 40);
  assert.ok(placed.size >= 5 && placed.size <= 40);
  assert.ok(placed.has("0"));
  const boxes = [...placed].map(([id, { x, y }]) => ({ id, left: x, right: x + 90, top: y - 8, bottom: y + 8 }));
  for (const box of boxes) {
    assert.ok(box.left >= 0 && box.right <= 400 && box.top >= 0 && box.bottom <= 300);
    for (const other of boxes)
      if (other !== box) assert.ok(box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top);
    for (const { id, x, y } of bodies) if (id !== box.id) assert.ok(x <= box.left || x >= box.right || y <= box.top || y >= box.bottom);
  }
  assert.equal(placeLabels(bodies.map((body) => ({ ...body, width: 90 })), bodies, frame, 3).size, 3);
});

test("there is room for fewer labels on a narrow screen, and never for too many", () => {
  assert.ok(labelBudget(380, 400) < 15);
  assert.equal(labelBudget(9000, 9000), 400);
});

test("a selection comes from Python or from the reader, and an echo is no news", () => {
  const selection = new Selection();
  assert.equal(selection.take({ node: "a" }), true);
  assert.equal(selection.take({ node: "a" }), false);
  assert.equal(selection.choose({ node: "b" }), true);
  assert.equal(selection.choose({ node: "b" }), false);
  assert.equal(selection.choose({ node: "c" }), true);
  assert.equal(selection.take({ node: "b" }), false);
  assert.deepEqual(selection.target, { node: "c" });
  assert.ok(selection.overtaken, "Python has to hear again that it is c");
  assert.equal(selection.take({ node: "c" }), false);
  assert.ok(!selection.overtaken);
  assert.equal(selection.take(null), true);
  assert.equal(selection.target, null);
});

test("words are plain, short and whole", () => {
  const graph = built();
  assert.equal(plainDate("2016-02-03"), "3 February 2016");
  assert.equal(plural(1, "link"), "1 link");
  assert.equal(plural(1234, "link"), "1,234 links");
  assert.equal(cut("A short one", 34), "A short one");
  assert.equal(cut("The Federation Council in Moscow, after a debate", 34), "The Federation Council in Moscow…");
  assert.equal(Array.from(cut("w".repeat(50_000), 20)).length, 20);
  assert.equal(cut("🙂".repeat(30), 5), "🙂🙂🙂🙂…");
  assert.equal(nodeName(graph.nodes.get("a"), 3), "Event: Event a, 3 February 2016, G, 3 links");
  assert.equal(linkName(graph.links[0]), "Related events: Event a – Event b, strength 50 %. Both.");
  assert.equal(pictureName("Test", graph), "Test: 4 events, 1 topic, 3 links");
});
