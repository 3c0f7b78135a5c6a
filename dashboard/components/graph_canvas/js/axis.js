// The date axis of the time layout: a band at the bottom, and a line up from each tick.

import { put, say, svg } from "./dom.js";
import { ticksBetween } from "./ticks.js";

export const AXIS_PX = 28;

function sized(group, count, make) {
  while (group.childNodes.length > count) group.lastChild.remove();
  while (group.childNodes.length < count) group.append(make());
}

export function paintAxis(scene, graph, view, { width, height }) {
  const timed = graph.layout === "time" && graph.list.length > 0;
  const ticks = timed ? ticksBetween(-view.tx / view.kx, (width - view.tx) / view.kx, view.kx) : [];
  sized(scene.grid, ticks.length, () => svg("line", { y1: 0 }));
  if (!timed) return scene.axis.replaceChildren();
  if (!scene.axis.childNodes.length) scene.axis.append(svg("rect", { x: 0 }), svg("g"));
  const [band, texts] = scene.axis.childNodes;
  put(band, "y", height - AXIS_PX);
  put(band, "width", width);
  put(band, "height", AXIS_PX);
  sized(texts, ticks.length, () => svg("text", { "text-anchor": "middle" }));
  ticks.forEach((tick, place) => paintTick(scene.grid.childNodes[place], texts.childNodes[place], tick, view, width, height));
}

function paintTick(line, text, tick, view, width, height) {
  const x = Math.round(10 * (tick.day * view.kx + view.tx)) / 10;
  put(line, "x1", x);
  put(line, "x2", x);
  put(line, "y2", height - AXIS_PX);
  put(text, "x", x);
  put(text, "y", height - AXIS_PX / 2 + 4);
  put(text, "class", tick.major ? "major" : "minor");
  // A label that the edge would cut says nothing.
  put(text, "visibility", x < 38 || x > width - 38 ? "hidden" : "visible");
  say(text, tick.label);
}
