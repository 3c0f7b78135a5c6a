// Where one looks from: fits, pans, zooms and glides.

import { AXIS_PX } from "./axis.js";
import { between, fitted, panned, zoomedAt, zoomLimits } from "./geometry.js";

const GLIDE_MS = 180;

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// Whoever extends it has a `graph`, a `scene` and a `sheet` to draw on.
export class Camera {
  get timed() {
    return this.graph.layout === "time";
  }

  get frame() {
    const { width, height } = this.size;
    return { left: 0, right: width, top: 0, bottom: height - (this.timed ? AXIS_PX : 0) };
  }

  measure() {
    const { clientWidth: width, clientHeight: height } = this.scene.surface;
    const changed = this.size && (width !== this.size.width || height !== this.size.height);
    this.size = { width, height };
    return changed;
  }

  resize() {
    if (!this.measure()) return;
    this.fit(false);
    this.sheet.paint(false);
  }

  fit(gliding) {
    const { left, right, top, bottom } = this.frame;
    const [side, head] = [Math.min(60, right / 10), 26];
    const inner = { left: left + side, top: top + head, width: Math.max(right - left - 2 * side, 40) };
    const fit = fitted(this.graph.list, { ...inner, height: Math.max(bottom - top - 2 * head, 40) }, this.graph.layout);
    this.limits = zoomLimits(fit, this.graph.layout);
    this.go(fit, gliding);
  }

  go(view, gliding) {
    cancelAnimationFrame(this.gliding);
    if (!gliding || still()) return this.set(view);
    const [start, from] = [performance.now(), this.view];
    const step = (now) => {
      const share = Math.min(1, Math.max(0, now - start) / GLIDE_MS);
      this.set(between(from, view, share));
      if (share < 1) this.gliding = requestAnimationFrame(step);
    };
    this.gliding = requestAnimationFrame(step);
  }

  set(view) {
    this.view = view;
    this.sheet.follow();
  }

  pan(dx, dy) {
    this.go(panned(this.view, dx, dy), false);
  }

  zoom(at, fx, fy) {
    this.go(zoomedAt(this.view, at, fx, fy, this.limits), false);
  }

  zoomMiddle(factor) {
    const { right, bottom } = this.frame;
    this.go(zoomedAt(this.view, { x: right / 2, y: bottom / 2 }, factor, factor, this.limits), true);
  }
}
