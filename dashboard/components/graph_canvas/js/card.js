// The card beside what is pointed at: a node's text, or a link's evidence.

import { html, show } from "./dom.js";
import { cut, kindWord, linkWord, percent, plainDate, plural } from "./words.js";

const CARD_LETTERS = 320;
const BESIDE_PX = 14;

const line = (name, text) => html("p", { class: name }, cut(text, CARD_LETTERS));

const mark = (node) =>
  html("span", { class: node.kind === "topic" ? "mark square" : `mark disc colour-${node.colour}`, "aria-hidden": "true" });

function title(node, letters = CARD_LETTERS) {
  const heading = html("p", { class: "title", dir: "auto" });
  heading.append(mark(node), html("span", {}, cut(node.label, letters)));
  return heading;
}

function nodeParts(node) {
  const facts = [kindWord(node), plainDate(node.date), node.group, plural(node.links.length, "link")];
  const parts = [title(node), line("facts", facts.filter(Boolean).join(" · "))];
  return node.detail ? [...parts, line("detail", node.detail)] : parts;
}

function linkParts(link) {
  const parts = [line("facts", `${linkWord(link)} · strength ${percent(link.strength)}`)];
  for (const node of [link.from, link.to]) parts.push(title(node, 110));
  return link.summary ? [...parts, line("detail", link.summary)] : parts;
}

const held = (value, most) => Math.max(4, Math.min(value, most - 4));

function quietCorner(at, card, size, points) {
  const lefts = [at.x + BESIDE_PX, at.x - BESIDE_PX - card.width];
  const tops = [at.y + BESIDE_PX, at.y - BESIDE_PX - card.height];
  const corners = tops.flatMap((top) =>
    lefts.map((left) => ({ left: held(left, size.width - card.width), top: held(top, size.height - card.height) })),
  );
  const hides = (x, y, { left, top }) => x > left - 8 && x < left + card.width + 8 && y > top - 8 && y < top + card.height + 8;
  const cost = (corner) => points.filter(({ x, y }) => hides(x, y, corner)).length + 20 * hides(at.x, at.y, corner);
  const costs = corners.map(cost);
  return corners[costs.indexOf(Math.min(...costs))];
}

export class Card {
  constructor(element) {
    this.element = element;
    this.thing = null;
  }

  // Show a thing beside a point of the stage, at the corner where it hides the fewest of some other points.
  put(thing, at, size, points) {
    show(this.element, Boolean(thing));
    if (thing !== this.thing) this.element.replaceChildren(...(thing ? (thing.from ? linkParts : nodeParts)(thing) : []));
    this.thing = thing;
    if (!thing) return;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const { left, top } = quietCorner(at, { width, height }, size, points);
    this.element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }
}
