// Saves the picture as it is seen, as SVG or PNG, without asking any server.

import { html, svg } from "./dom.js";
import { legendEntries } from "./legend.js";

const KEPT = [
  ...["fill", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-dasharray", "opacity", "visibility"],
  ...["paint-order", "stroke-linejoin", "font-family", "font-size", "font-weight"],
];
const PNG_SCALE = 2;
const LEGEND_PX = 30;

// Copy what the style sheet says into the elements: a file has no style sheet.
function written(original, copy) {
  const style = getComputedStyle(original);
  for (const name of KEPT) copy.style.setProperty(name, style.getPropertyValue(name));
  for (const name of ["class", "id", "data-id", "data-of", "role", "tabindex"]) copy.removeAttribute(name);
  [...original.children].forEach((child, place) => written(child, copy.children[place]));
}

const PAIR = /(-?[\d.]+(?:e-?\d+)?) (-?[\d.]+(?:e-?\d+)?)/g;

// Put the view into the places themselves: strokes that no zoom touches would be too thin in a picture made larger.
function flattened(world, { kx, ky, tx, ty }) {
  const moved = (whole, x, y) => `${(x * kx + tx).toFixed(2)} ${(y * ky + ty).toFixed(2)}`;
  world.removeAttribute("transform");
  for (const path of world.querySelectorAll("path")) path.setAttribute("d", path.getAttribute("d").replace(PAIR, moved));
}

function legendOf(scene, graph, text, family) {
  const group = svg("g", { "font-family": family, "font-size": "12" });
  let x = 14;
  legendEntries(graph).forEach((entry, place) => {
    const mark = scene.legend.children[place].firstChild;
    const hollow = entry.mark.endsWith("plain");
    const ink = hollow ? { fill: "none", stroke: text } : { fill: getComputedStyle(mark).backgroundColor };
    const round = entry.mark.startsWith("disc") ? 5 : 0;
    group.append(svg("rect", { x, y: -10, width: 10, height: 10, rx: round, ...ink }));
    group.append(svg("text", { x: x + 16, y: 0, fill: text }, entry.text));
    x += 34 + scene.legend.children[place].offsetWidth;
  });
  return group;
}

// The whole picture as the text of an SVG file.
export function pictureText(scene, graph, view) {
  const { width, height } = scene.surface.getBoundingClientRect();
  const style = getComputedStyle(scene.root);
  const copy = scene.surface.cloneNode(true);
  flattened(copy.querySelector(".world"), view);
  written(scene.surface, copy);
  const [wide, high] = [Math.round(width), Math.round(height) + LEGEND_PX];
  for (const [name, value] of Object.entries({ width: wide, height: high, viewBox: `0 0 ${wide} ${high}` }))
    copy.setAttribute(name, value);
  copy.removeAttribute("style");
  const legend = legendOf(scene, graph, style.color, style.fontFamily);
  legend.setAttribute("transform", `translate(0 ${high - 10})`);
  copy.prepend(svg("rect", { width: wide, height: high, fill: style.backgroundColor }), svg("title", {}, scene.surface.getAttribute("aria-label")));
  copy.append(legend);
  return { text: new XMLSerializer().serializeToString(copy), width: wide, height: high };
}

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = html("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export async function save(scene, graph, view, kind) {
  const { text, width, height } = pictureText(scene, graph, view);
  if (kind === "svg") return download(new Blob([text], { type: "image/svg+xml" }), "storytrail.svg");
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const sheet = html("canvas", { width: width * PNG_SCALE, height: height * PNG_SCALE });
  sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
  const blob = await new Promise((done) => sheet.toBlob(done, "image/png"));
  return download(blob, "storytrail.png");
}
