// Mouse, finger and wheel: pan, pinch, drag, point, click.

const MOVED_PX = 4; // less is a click with an unsteady hand
const WHEEL = 0.0016;
const PINCH_WHEEL = 0.01;

const middle = ([a, b]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const spread = ([a, b]) => Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1);

export class Pointer {
  constructor(surface, view) {
    Object.assign(this, { surface, view, down: new Map(), held: null, moved: false });
    const on = (name, handler, options) => surface.addEventListener(name, handler.bind(this), options);
    on("pointerdown", this.press);
    on("pointermove", this.move);
    for (const name of ["pointerup", "pointercancel"]) on(name, this.release);
    on("pointerleave", () => this.down.size || view.point(null));
    on("click", this.click);
    on("dblclick", this.open);
    on("wheel", this.wheel, { passive: false });
  }

  at(event) {
    const box = this.surface.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  press(event) {
    if (event.button) return;
    const at = this.at(event);
    if (!this.down.size) {
      const found = this.view.under(at, event.pointerType);
      Object.assign(this, { held: found && !found.from ? found : null, start: at, moved: false });
    }
    this.down.set(event.pointerId, at);
  }

  move(event) {
    const at = this.at(event);
    const last = this.down.get(event.pointerId);
    if (!last) return this.view.point(this.view.under(at, event.pointerType), at);
    if (!this.moved && this.down.size === 1 && Math.hypot(at.x - this.start.x, at.y - this.start.y) < MOVED_PX) return;
    if (!this.moved) this.begin(event);
    const before = [...this.down.values()];
    this.down.set(event.pointerId, at);
    if (this.down.size > 1) this.pinch(before, [...this.down.values()]);
    else if (this.held) this.view.drag(this.held, at);
    else this.view.pan(at.x - last.x, at.y - last.y);
  }

  // Captured only now: a capture from the press on would swallow the click.
  begin(event) {
    this.moved = true;
    this.surface.setPointerCapture(event.pointerId);
    this.surface.classList.add("moving");
    this.view.point(null);
  }

  pinch(before, after) {
    const [from, to] = [middle(before), middle(after)];
    this.view.pan(to.x - from.x, to.y - from.y);
    const factor = spread(after) / spread(before);
    this.view.zoom(to, factor, factor);
  }

  release(event) {
    if (!this.down.delete(event.pointerId) || this.down.size) return;
    this.held = null;
    this.surface.classList.remove("moving");
  }

  click(event) {
    if (this.moved) return; // the end of a pan or drag
    const at = this.at(event);
    this.view.choose(this.view.under(at, event.pointerType), at);
  }

  open(event) {
    const found = this.view.under(this.at(event), event.pointerType);
    if (found && !found.from) this.view.activate(found);
  }

  wheel(event) {
    event.preventDefault();
    const turned = (event.deltaY || event.deltaX) * (event.deltaMode ? 16 : 1);
    const factor = Math.exp(-turned * (event.ctrlKey ? PINCH_WHEEL : WHEEL));
    this.view.zoom(this.at(event), factor, event.shiftKey && this.view.timed ? 1 : factor);
  }
}
