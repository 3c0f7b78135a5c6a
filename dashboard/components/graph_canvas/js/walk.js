// Walking from node to node with the arrow keys. Pure.

import { otherEnd } from "./model.js";

const TOWARDS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const LEAST_COSINE = 0.25;

export const isArrow = (key) => key in TOWARDS;

export const sideWord = (key) => key.slice("Arrow".length).toLowerCase();

// The node that best lies in a direction: near, and little to the side.
export function towards(from, others, key, place) {
  const [dx, dy] = TOWARDS[key];
  const here = place(from);
  let best = null;
  let least = Infinity;
  for (const node of others) {
    if (node === from) continue;
    const there = place(node);
    const [x, y] = [there.x - here.x, there.y - here.y];
    const distance = Math.hypot(x, y);
    const cosine = distance ? (x * dx + y * dy) / distance : 0;
    const cost = distance / cosine ** 2;
    if (cosine >= LEAST_COSINE && cost < least) [best, least] = [node, cost];
  }
  return best;
}

// Along a link, or anywhere when `free`.
export function nextNode(graph, from, key, place, free) {
  const others = free ? graph.list : from.links.map((link) => otherEnd(link, from));
  return towards(from, others, key, place);
}

// Where a walk begins: the event with the most links, else any node.
export function firstNode(graph) {
  const events = graph.list.filter((node) => node.kind === "event");
  const among = events.length ? events : graph.list;
  return among.reduce((best, node) => (best && best.links.length >= node.links.length ? best : node), null);
}

// The links of a node around it, as the hands of a clock go; the next one after `link`.
export function nextLink(node, link, place) {
  const here = place(node);
  const angle = (other) => {
    const there = place(otherEnd(other, node));
    return Math.atan2(there.y - here.y, there.x - here.x);
  };
  const sorted = [...node.links].sort((one, other) => angle(one) - angle(other));
  return sorted[(sorted.indexOf(link) + 1) % sorted.length] ?? null;
}
