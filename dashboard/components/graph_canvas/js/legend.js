// What the shapes and colours mean.

import { html } from "./dom.js";
import { COLOURS } from "./model.js";
import { cut } from "./words.js";

// Entries { mark, text }: the shapes, then the clusters on the picture, those with most events first.
export function legendEntries(graph) {
  const counts = new Map();
  let rest = 0;
  for (const { kind, group, colour } of graph.list) {
    if (kind !== "event" || !group) continue;
    if (colour < COLOURS) counts.set(group, { colour, count: (counts.get(group)?.count ?? 0) + 1 });
    else rest += 1;
  }
  const entries = [];
  if (graph.list.some((node) => node.kind === "topic")) entries.push({ mark: "square", text: "topic" });
  if (graph.list.some((node) => node.kind === "event")) entries.push({ mark: "disc plain", text: "event" });
  const sorted = [...counts].sort(([, one], [, other]) => other.count - one.count || one.colour - other.colour);
  for (const [group, { colour }] of sorted) entries.push({ mark: `disc colour-${colour}`, text: cut(group, 28) });
  if (rest) entries.push({ mark: `disc colour-${COLOURS}`, text: "other clusters" });
  return entries;
}

export function paintLegend(list, graph) {
  const items = legendEntries(graph).map(({ mark, text }) => {
    const item = html("li");
    item.append(html("span", { class: `mark ${mark}`, "aria-hidden": "true" }), html("span", { dir: "auto" }, text));
    return item;
  });
  list.replaceChildren(...items);
}
