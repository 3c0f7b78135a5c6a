// Writes the labels of nodes: chosen when the view comes to rest, moved along while it moves.

import { put, svg } from "./dom.js";
import { sameScale, toScreen } from "./geometry.js";
import { labelBudget, placeLabels } from "./labels.js";
import { radiusOf } from "./painter.js";
import { cut } from "./words.js";

const LABEL_LETTERS = 34;
const FONT_PX = 12;

const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();

function widthOf(text, strong, family) {
  const font = `${strong ? 600 : 400} ${FONT_PX}px ${family}`;
  const key = `${font}|${text}`;
  if (!widths.has(key)) {
    pen.font = font;
    if (widths.size > 20_000) widths.clear();
    widths.set(key, pen.measureText(text).width + 2);
  }
  return widths.get(key);
}

// First what is lit, then topics, then events, those with most links first.
function candidates(graph, lit, near, family) {
  const rank = (node) => (near.has(node) ? 4 : 0) + (lit.has(node) ? 2 : 0) + (node.kind === "topic" ? 1 : 0);
  const wanted = graph.list.filter((node) => lit.has(node) || near.has(node) || (!lit.size && !node.faded));
  wanted.sort((one, other) => rank(other) - rank(one) || other.links.length - one.links.length || one.number - other.number);
  return wanted.map((node) => {
    const [text, strong] = [cut(node.label, LABEL_LETTERS), node.kind === "topic" || near.has(node)];
    return { id: node.id, node, text, strong, width: widthOf(text, strong, family), always: near.has(node) };
  });
}

export class Labelling {
  constructor(scene) {
    this.scene = scene;
    this.shown = [];
    this.view = null;
  }

  // Choose anew. `near` are nodes whose label must be there: the one pointed at, and the selected one.
  choose(graph, view, frame, lit, near) {
    const family = getComputedStyle(this.scene.surface).fontFamily;
    const place = (node) => ({ ...toScreen(view, node), id: node.id, radius: radiusOf(node, graph) });
    const seen = ({ x, y }) => x > frame.left && x < frame.right && y > frame.top && y < frame.bottom;
    const list = candidates(graph, lit, near, family)
      .map((entry) => ({ ...entry, ...place(entry.node) }))
      .filter(seen);
    const bodies = graph.list.map(place).filter(seen);
    const budget = labelBudget(frame.right - frame.left, frame.bottom - frame.top);
    const placed = placeLabels(list, lit.size ? bodies.filter(({ id }) => lit.has(graph.nodes.get(id))) : bodies, frame, budget);
    this.view = view;
    this.shown = list
      .filter(({ id }) => placed.has(id))
      .map((entry) => ({ ...entry, dx: placed.get(entry.id).x - entry.x, dy: placed.get(entry.id).y - entry.y }));
    this.write();
  }

  write() {
    const texts = this.shown.map(({ text, strong, x, y, dx, dy, node }) =>
      svg("text", { class: `label ${strong ? "strong" : ""}`, x: x + dx, y: y + dy + 4, "data-of": node.id, "aria-hidden": "true" }, text),
    );
    this.scene.labels.replaceChildren(...texts);
    put(this.scene.labels, "transform", "translate(0 0)");
  }

  // Follow a view that moves: all labels at once, or each when the scale changes.
  follow(view) {
    if (!this.view) return;
    if (sameScale(view, this.view)) {
      put(this.scene.labels, "transform", `translate(${view.tx - this.view.tx} ${view.ty - this.view.ty})`);
      return;
    }
    this.view = view;
    put(this.scene.labels, "transform", "translate(0 0)");
    this.shown.forEach(({ node, dx, dy }, place) => {
      const at = toScreen(view, node);
      put(this.scene.labels.childNodes[place], "x", at.x + dx);
      put(this.scene.labels.childNodes[place], "y", at.y + dy + 4);
    });
  }
}
