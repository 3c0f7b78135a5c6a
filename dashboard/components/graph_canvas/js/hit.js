// What is under the pointer: links are not elements, and nodes are small, so both are found by distance. Pure.

import { pointOn } from "./geometry.js";

const PIECES = 14;

// The nearest node within reach of a point; `place` says where a node is on the screen.
export function nodeAt(nodes, at, reach, place) {
  let best = null;
  let least = reach * reach;
  for (const node of nodes) {
    const { x, y } = place(node);
    const distance = (x - at.x) ** 2 + (y - at.y) ** 2;
    if (distance <= least) [best, least] = [node, distance];
  }
  return best;
}

function toSegment(at, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const share = length ? Math.min(1, Math.max(0, ((at.x - a.x) * dx + (at.y - a.y) * dy) / length)) : 0;
  return Math.hypot(at.x - a.x - share * dx, at.y - a.y - share * dy);
}

export function distanceToLink(at, a, b, curved) {
  if (!curved) return toSegment(at, a, b);
  let least = Infinity;
  let last = a;
  for (let piece = 1; piece <= PIECES; piece++) {
    const next = pointOn(a, b, piece / PIECES, true);
    least = Math.min(least, toSegment(at, last, next));
    last = next;
  }
  return least;
}

const outside = (at, a, b, reach) =>
  at.x < Math.min(a.x, b.x) - reach ||
  at.x > Math.max(a.x, b.x) + reach ||
  at.y < Math.min(a.y, b.y) - reach ||
  at.y > Math.max(a.y, b.y) + reach;

// The nearest link within reach of a point.
export function linkAt(links, at, reach, place) {
  let best = null;
  let least = reach;
  for (const link of links) {
    const [a, b] = [place(link.from), place(link.to)];
    if (outside(at, a, b, reach)) continue;
    const distance = distanceToLink(at, a, b, link.curved);
    if (distance <= least) [best, least] = [link, distance];
  }
  return best;
}
