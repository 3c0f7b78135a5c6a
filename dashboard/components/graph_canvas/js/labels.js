// Which labels are written, and where: as many as there is room for, none over another or over a node. Pure.

const CELL = 48;
const LABEL_AREA = 14_000; // square pixels to one label: fewer are easier to read
const LINE = 16;
const GAP = 5;

export const labelBudget = (width, height) => Math.min(400, Math.max(8, Math.round((width * height) / LABEL_AREA)));

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

// Boxes that are taken, found by the cells they touch.
class Taken {
  constructor() {
    this.cells = new Map();
  }

  *keys({ left, right, top, bottom }) {
    for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i++)
      for (let j = Math.floor(top / CELL); j <= Math.floor(bottom / CELL); j++) yield `${i}:${j}`;
  }

  add(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  meets(box) {
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) ?? []) if (other.owner !== box.owner && overlap(other, box)) return true;
    return false;
  }
}

const boxAt = (left, middle, width, owner) => ({
  left,
  right: left + width,
  top: middle - LINE / 2,
  bottom: middle + LINE / 2,
  owner,
});

// Right of the node, left, above, below.
const boxesOf = ({ id, x, y, radius, width }) => [
  boxAt(x + radius + GAP, y, width, id),
  boxAt(x - radius - GAP - width, y, width, id),
  boxAt(x - width / 2, y - radius - GAP - LINE / 2, width, id),
  boxAt(x - width / 2, y + radius + GAP + LINE / 2, width, id),
];

const inside = (box, frame) =>
  box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;

// Places for candidates { id, x, y, radius, width } in order of importance; `bodies` are nodes { id, x, y, radius }.
// Answers a map of id to the middle of the left edge { x, y }.
export function placeLabels(candidates, bodies, frame, budget) {
  const taken = new Taken();
  for (const { id, x, y, radius } of bodies)
    taken.add({ left: x - radius - 1, right: x + radius + 1, top: y - radius - 1, bottom: y + radius + 1, owner: id });
  const placed = new Map();
  for (const candidate of candidates) {
    if (placed.size >= budget) break;
    const boxes = boxesOf(candidate).filter((box) => inside(box, frame));
    const free = boxes.find((box) => !taken.meets(box)) ?? (candidate.always ? boxes[0] : undefined);
    if (!free) continue;
    taken.add({ ...free, owner: undefined });
    placed.set(candidate.id, { x: free.left, y: (free.top + free.bottom) / 2 });
  }
  return placed;
}
