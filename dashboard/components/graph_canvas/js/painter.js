// Nodes and links in the zoomed group. Nodes are strokes of no length with round or square ends, whose width the
// zoom does not touch: moving the view is one attribute.

import { linkPath } from "./geometry.js";
import { litWith } from "./model.js";
import { put, svg } from "./dom.js";
import { nodeName } from "./words.js";

const ONE_HALO_FROM = 400; // above, nodes share one outline: half the elements

const ROOM = 1900; // square pixels to a node; with less, nodes are drawn smaller
const SMALL = 0.7; // as in the style sheet

export const radiusOf = (node, graph) => (node.kind === "topic" ? 7 : 5) * (graph.dense ? SMALL : 1);

// Whether the nodes of a picture of some size are many.
export function paintSizes(scene, graph, { width, height }) {
  graph.dense = (width * height) / Math.max(graph.list.length, 1) < ROOM;
  put(scene.surface, "data-nodes", graph.dense ? "small" : "full");
}

const dot = ({ x, y }) => `M${x} ${y}h0`;

const shape = (node) => `${node.kind}${node.kind === "event" ? ` colour-${node.colour}` : ""}${node.faded ? " faded" : ""}`;

function weightClass(link) {
  if (link.kind !== "related") return link.kind;
  if (link.strength < 0.34) return "related weak";
  return link.strength < 0.67 ? "related" : "related strong";
}

function* linkPaths(links) {
  const texts = new Map();
  for (const link of links) {
    const name = `${weightClass(link)}${link.from.faded || link.to.faded ? " faded" : ""}`;
    texts.set(name, (texts.get(name) ?? "") + linkPath(link.from, link.to, link.curved));
  }
  for (const [name, d] of texts) yield svg("path", { class: `link ${name}`, d });
}

export function paintLinks(scene, graph) {
  scene.links.replaceChildren(...linkPaths(graph.links));
}

const halo = (node) => svg("path", { class: `halo ${node.kind}`, d: dot(node) });

function halos(graph) {
  if (graph.list.length <= ONE_HALO_FROM) return [];
  return ["event", "topic"].map((kind) => {
    const d = graph.list.filter((node) => node.kind === kind && !node.faded).map(dot).join("");
    return svg("path", { class: `halo ${kind}`, d });
  });
}

export const elementId = (scene, node) => `${scene.id}-${node.number}`;

function body(scene, node) {
  return svg("path", {
    class: `node ${shape(node)}`,
    id: elementId(scene, node),
    d: dot(node),
    role: "img",
    "aria-label": nodeName(node, node.links.length),
    "data-id": node.id,
  });
}

// Move one node that is dragged.
export function paintMoved(scene, graph, node) {
  const own = scene.surface.getElementById(elementId(scene, node));
  const outline = own.previousSibling;
  put(own, "d", dot(node));
  if (outline?.classList.contains("halo")) put(outline, "d", dot(node));
  else scene.halos.replaceChildren(...halos(graph));
  paintLinks(scene, graph);
}

// Topics above events, what is faded below both.
export function paintNodes(scene, graph) {
  graph.list.forEach((node, number) => (node.number = number));
  const rank = (node) => (node.faded ? 0 : node.kind === "topic" ? 2 : 1);
  const ordered = [...graph.list].sort((one, other) => rank(one) - rank(other) || one.number - other.number);
  const outlined = graph.list.length <= ONE_HALO_FROM;
  const drawn = ordered.flatMap((node) => (outlined && !node.faded ? [halo(node), body(scene, node)] : [body(scene, node)]));
  scene.halos.replaceChildren(...halos(graph));
  scene.nodes.replaceChildren(...drawn);
}

// Light a thing with what it is linked to; the rest stands back.
export function paintLit(scene, thing) {
  const { nodes, links } = litWith(thing);
  put(scene.world, "class", nodes.length ? "world dimmed" : "world");
  if (!nodes.length && !scene.lit.childNodes.length) return;
  const lines = links.map((link) =>
    svg("path", { class: `link hot ${thing === link ? "chosen" : ""}`, d: linkPath(link.from, link.to, link.curved) }),
  );
  const dots = nodes.flatMap((node) => [halo(node), svg("path", { class: `spot ${shape({ ...node, faded: false })}`, d: dot(node) })]);
  scene.lit.replaceChildren(...lines, ...dots);
}

export function paintView(scene, { kx, ky, tx, ty }) {
  put(scene.world, "transform", `matrix(${kx} 0 0 ${ky} ${tx} ${ty})`);
}

function ring(node, graph, at, name) {
  const reach = radiusOf(node, graph) + 4;
  if (node.kind === "event") return svg("circle", { class: name, cx: at.x, cy: at.y, r: reach });
  return svg("rect", { class: name, x: at.x - reach, y: at.y - reach, width: 2 * reach, height: 2 * reach, rx: 2 });
}

// Rings around the selected node and that which the keyboard is at.
export function paintRings(scene, graph, marked, place) {
  if (!marked.length && !scene.marks.childNodes.length) return;
  scene.marks.replaceChildren(...marked.map(([node, name]) => ring(node, graph, place(node), `ring ${name}`)));
}
