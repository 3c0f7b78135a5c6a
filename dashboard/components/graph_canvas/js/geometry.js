// Places and views. A view is { kx, ky, tx, ty }: screen = world * k + t on each axis. Pure.

const STRETCH = 1.6;

export const toScreen = (view, { x, y }) => ({ x: x * view.kx + view.tx, y: y * view.ky + view.ty });

export const toWorld = (view, { x, y }) => ({ x: (x - view.tx) / view.kx, y: (y - view.ty) / view.ky });

export const panned = (view, dx, dy) => ({ ...view, tx: view.tx + dx, ty: view.ty + dy });

export const sameScale = (one, other) => one.kx === other.kx && one.ky === other.ky;

const within = (value, [least, most]) => Math.min(Math.max(value, least), most);

// The view after a zoom by a factor for each axis; what is at `at` (screen) stays there.
export function zoomedAt(view, at, fx, fy, limits) {
  const kx = within(view.kx * fx, limits.kx);
  const ky = within(view.ky * fy, limits.ky);
  return {
    kx,
    ky,
    tx: at.x - ((at.x - view.tx) / view.kx) * kx,
    ty: at.y - ((at.y - view.ty) / view.ky) * ky,
  };
}

export function extent(points) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return points.length ? box : { left: 0, right: 0, top: 0, bottom: 0 };
}

const MOST = { time: { kx: 60, ky: 150 }, force: { kx: 110, ky: 110 } };

// The view that shows all points inside a frame { left, top, width, height }; days may be as wide as they like,
// places without dates are stretched a little at most.
export function fitted(points, frame, layout) {
  const box = extent(points);
  const most = MOST[layout];
  let kx = Math.min(frame.width / (box.right - box.left || 1e-9), most.kx);
  let ky = Math.min(frame.height / (box.bottom - box.top || 1e-9), most.ky);
  if (layout === "force") [kx, ky] = [Math.min(kx, STRETCH * ky), Math.min(ky, STRETCH * kx)];
  return {
    kx,
    ky,
    tx: frame.left + frame.width / 2 - (kx * (box.left + box.right)) / 2,
    ty: frame.top + frame.height / 2 - (ky * (box.top + box.bottom)) / 2,
  };
}

// How far one may zoom, seen from the view that shows all.
export function zoomLimits(fit, layout) {
  const most = layout === "time" ? { kx: 200, ky: 900 } : { kx: 700, ky: 700 };
  return {
    kx: [fit.kx / 4, Math.max(fit.kx * 4, most.kx)],
    ky: [fit.ky / 4, Math.max(fit.ky * 4, most.ky)],
  };
}

// A view on the way from one to another.
export function between(one, other, share) {
  const mix = (name) => one[name] + (other[name] - one[name]) * share;
  return { kx: mix("kx"), ky: mix("ky"), tx: mix("tx"), ty: mix("ty") };
}

// A link as the text of an SVG path: an S that leaves and arrives level, or a line.
export function linkPath(a, b, curved) {
  if (!curved) return `M${a.x} ${a.y}L${b.x} ${b.y}`;
  const middle = (a.x + b.x) / 2;
  return `M${a.x} ${a.y}C${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`;
}

// The point of a link at a share of its course.
export function pointOn(a, b, share, curved) {
  if (!curved) return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
  const rest = 1 - share;
  const early = 3 * rest * rest * share;
  const late = 3 * rest * share * share;
  const [start, end] = [rest ** 3, share ** 3];
  return {
    x: start * a.x + ((early + late) * (a.x + b.x)) / 2 + end * b.x,
    y: (start + early) * a.y + (late + end) * b.y,
  };
}
