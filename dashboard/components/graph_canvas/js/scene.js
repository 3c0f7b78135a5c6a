// The parts of the canvas on the page, built once.

import { html, svg } from "./dom.js";

const HELP =
  "Arrow keys walk along links, with Shift to any node. L goes through the links of a node. Space selects, " +
  "Enter opens, Escape clears. Plus and minus zoom, 0 shows all.";
const BUTTONS = [
  ["in", "+", "Zoom in"],
  ["out", "−", "Zoom out"],
  ["fit", "Show all", "Show all"],
  ["svg", "SVG", "Save as SVG"],
  ["png", "PNG", "Save as PNG"],
];

let scenes = 0;

function toolbar() {
  const bar = html("div", { class: "tools", role: "group", "aria-label": "View and save" });
  for (const [name, shown, said] of BUTTONS)
    bar.append(html("button", { type: "button", "data-do": name, title: said, "aria-label": said }, shown));
  return bar;
}

function layers(surface) {
  const names = ["grid", "world", "axis", "marks", "labels"];
  const parts = Object.fromEntries(names.map((name) => [name, svg("g", { class: name })]));
  for (const name of ["links", "halos", "nodes", "lit"]) {
    parts[name] = svg("g", { class: name });
    parts.world.append(parts[name]);
  }
  surface.append(parts.grid, parts.world, parts.marks, parts.labels, parts.axis);
  return parts;
}

export function buildScene() {
  const id = `canvas-${++scenes}`;
  const root = html("div", { class: "canvas" });
  const head = html("div", { class: "head" });
  const legend = html("ul", { class: "legend", "aria-label": "Legend" });
  const tools = toolbar();
  const stage = html("div", { class: "stage" });
  const surface = svg("svg", {
    class: "surface",
    tabindex: "0",
    role: "application",
    "aria-roledescription": "graph",
    "aria-describedby": `${id}-help`,
  });
  const card = html("div", { class: "card", hidden: "" });
  const empty = html("p", { class: "empty", hidden: "" }, "Nothing to draw here.");
  const notice = html("p", { class: "notice", hidden: "" });
  const live = html("div", { class: "heard", "aria-live": "polite" });
  head.append(legend, tools);
  stage.append(surface, card, empty);
  root.append(head, stage, notice, live, html("p", { class: "heard", id: `${id}-help` }, HELP));
  return { id, root, legend, tools, stage, surface, card, empty, notice, live, ...layers(surface) };
}
