// Brings a view onto the page: at once what moves, a little later what only matters at rest.

import { paintAxis } from "./axis.js";
import { Card } from "./card.js";
import { show } from "./dom.js";
import { Labelling } from "./labelling.js";
import { paintLegend } from "./legend.js";
import { litWith } from "./model.js";
import { elementId, paintLinks, paintLit, paintMoved, paintNodes, paintRings, paintSizes, paintView } from "./painter.js";

const REST_MS = 110;

export class Sheet {
  constructor(scene, view) {
    Object.assign(this, { scene, view, labelling: new Labelling(scene), card: new Card(scene.card) });
  }

  get hot() {
    return this.view.pointed ?? this.view.walked ?? this.view.selected;
  }

  paint(anew) {
    const { scene, view } = this;
    if (anew) {
      paintLinks(scene, view.graph);
      paintNodes(scene, view.graph);
      paintLegend(scene.legend, view.graph);
      show(scene.empty, !view.graph.list.length);
    }
    paintSizes(scene, view.graph, view.size);
    this.move();
    this.light();
  }

  // The view has moved; drawn once a frame however often it moves.
  follow() {
    this.awaited ??= requestAnimationFrame(() => this.move());
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.label(), REST_MS);
  }

  move() {
    const { scene, view } = this;
    cancelAnimationFrame(this.awaited);
    this.awaited = undefined;
    paintView(scene, view.view);
    paintAxis(scene, view.graph, view.view, view.size);
    this.labelling.follow(view.view);
    this.mark();
  }

  // A node is dragged.
  redraw(node) {
    this.redrawn ??= requestAnimationFrame(() => {
      this.redrawn = undefined;
      paintMoved(this.scene, this.view.graph, node);
      paintLit(this.scene, this.hot);
      this.follow();
    });
  }

  light() {
    paintLit(this.scene, this.hot);
    this.mark();
    this.label();
  }

  // The rings, the card, and which node the keyboard is at.
  mark() {
    const { scene, view } = this;
    const marked = [];
    if (view.selectedNode) marked.push([view.selectedNode, "chosen"]);
    if (view.walked && !view.walked.from) marked.push([view.walked, "walked"]);
    paintRings(scene, view.graph, marked, view.place);
    const thing = this.hot;
    const at = thing && (thing === view.pointed && thing.from ? view.pointedAt : view.spot(thing));
    this.card.put(thing, at, view.size, litWith(thing).nodes.map(view.place));
    const node = view.walked?.from ? null : view.walked;
    if (node) scene.surface.setAttribute("aria-activedescendant", elementId(scene, node));
    else scene.surface.removeAttribute("aria-activedescendant");
  }

  label() {
    clearTimeout(this.resting);
    const { view } = this;
    const lit = new Set(litWith(this.hot).nodes);
    const near = new Set([this.hot, view.selected].filter((thing) => thing && !thing.from));
    this.labelling.choose(view.graph, view.view, view.frame, lit, near);
  }

  stop() {
    for (const frame of [this.awaited, this.redrawn]) cancelAnimationFrame(frame);
    clearTimeout(this.resting);
  }
}
