import assert from "node:assert/strict";
import { test } from "node:test";

import { MODULES } from "./modules.mjs";

const { between, fitted, linkPath, panned, pointOn, toScreen, toWorld, zoomedAt, zoomLimits } = await MODULES("geometry");
const { ticksBetween, tickStep, dateOf } = await MODULES("ticks");

const FRAME = { left: 10, top: 20, width: 600, height: 300 };
const WIDE = { kx: [0.01, 1000], ky: [0.01, 1000] };

test("a place goes to the screen and back", () => {
  const view = { kx: 3, ky: -2, tx: 100, ty: 7 };
  assert.deepEqual(toWorld(view, toScreen(view, { x: 12.5, y: -4 })), { x: 12.5, y: -4 });
  assert.deepEqual(toScreen(panned(view, 5, 6), { x: 0, y: 0 }), { x: 105, y: 13 });
});

test("what is under the pointer stays there in a zoom, and time alone can be zoomed", () => {
  const view = { kx: 3, ky: 2, tx: 100, ty: 7 };
  const at = { x: 250, y: 90 };
  const next = zoomedAt(view, at, 2, 1, WIDE);
  assert.deepEqual([next.kx, next.ky, next.ty], [6, 2, 7]);
  const there = toScreen(next, toWorld(view, at));
  assert.ok(Math.hypot(there.x - at.x, there.y - at.y) < 1e-9);
  assert.equal(zoomedAt(view, at, 1e9, 1, WIDE).kx, 1000);
});

test("a fit shows all points inside its frame", () => {
  const points = [{ x: 16000, y: -3 }, { x: 16900, y: 4 }, { x: 16400, y: 9 }];
  for (const layout of ["time", "force"]) {
    const view = fitted(points, FRAME, layout);
    for (const { x, y } of points.map((point) => toScreen(view, point))) {
      assert.ok(x >= 10 - 1e-6 && x <= 610 + 1e-6 && y >= 20 - 1e-6 && y <= 320 + 1e-6);
    }
    const limits = zoomLimits(view, layout);
    assert.ok(limits.kx[0] < view.kx && view.kx < limits.kx[1]);
  }
});

test("nothing and one point are in the middle", () => {
  assert.deepEqual(toScreen(fitted([{ x: 5, y: 6 }], FRAME, "time"), { x: 5, y: 6 }), { x: 310, y: 170 });
  assert.deepEqual(toScreen(fitted([], FRAME, "force"), { x: 0, y: 0 }), { x: 310, y: 170 });
});

test("half of a glide is in the middle", () => {
  const [one, other] = [{ kx: 1, ky: 1, tx: 0, ty: 0 }, { kx: 3, ky: 1, tx: 10, ty: 4 }];
  assert.deepEqual(between(one, other, 0.5), { kx: 2, ky: 1, tx: 5, ty: 2 });
  assert.deepEqual(between(one, other, 1), other);
});

test("a curve leaves and arrives level and passes the middle of its ends", () => {
  const [a, b] = [{ x: 0, y: 0 }, { x: 10, y: 4 }];
  assert.deepEqual(pointOn(a, b, 0, true), a);
  assert.deepEqual(pointOn(a, b, 1, true), b);
  assert.deepEqual(pointOn(a, b, 0.5, true), { x: 5, y: 2 });
  assert.ok(pointOn(a, b, 0.1, true).y < 0.4 * 0.5);
  assert.equal(linkPath(a, b, true), "M0 0C5 0 5 4 10 4");
  assert.equal(linkPath(a, b, false), "M0 0L10 4");
});

test("ticks stand at least a gap apart, begin units, and say their year", () => {
  for (const perDay of [0.001, 0.01, 0.1, 0.5, 1, 3, 7, 20, 60, 150]) {
    const days = 1000 / perDay;
    const ticks = ticksBetween(16000 - days / 2, 16000 + days / 2, perDay);
    assert.ok(ticks.length >= 1, `none at ${perDay}`);
    assert.ok(ticks.length <= 12);
    for (const [place, tick] of ticks.entries()) {
      assert.match(tick.label, /-?\d+$/);
      assert.ok(Number.isInteger(tick.day));
      if (place) assert.ok((tick.day - ticks[place - 1].day) * perDay >= 90 * 0.9);
    }
  }
});

test("steps go from a day to many years", () => {
  assert.deepEqual(tickStep(100), ["day", 1]);
  assert.deepEqual(tickStep(14), ["day", 7]);
  assert.deepEqual(tickStep(3), ["month", 1]);
  assert.deepEqual(tickStep(0.25), ["year", 1]);
  assert.deepEqual(tickStep(1e-9), ["year", 500]);
});

test("weeks begin on Mondays, and the first of January is a year", () => {
  for (const { day } of ticksBetween(16000, 16060, 14)) assert.equal(dateOf(day).getUTCDay(), 1);
  const year = ticksBetween(16700, 17000, 3).find(({ major }) => major);
  assert.deepEqual(year, { day: 16801, label: "2016", major: true });
});
