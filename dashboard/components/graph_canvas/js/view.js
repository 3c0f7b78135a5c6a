// One canvas: what it shows, where the view is, what is pointed at, walked to and selected.

import { Camera } from "./camera.js";
import { put, say, show } from "./dom.js";
import { panned, pointOn, toScreen, toWorld } from "./geometry.js";
import { linkAt, nodeAt } from "./hit.js";
import { buildGraph, sameTarget, targetOf, thingOf } from "./model.js";
import { Sheet } from "./sheet.js";
import { Selection } from "./state.js";
import { pictureName } from "./words.js";

const REACH_PX = { mouse: [11, 5], touch: [20, 12] };

export class View extends Camera {
  constructor(scene) {
    super();
    Object.assign(this, { scene, groups: new Map(), moved: new Map(), selection: new Selection() });
    Object.assign(this, { graph: buildGraph({ nodes: [], links: [], layout: "force" }, this.groups, this.moved) });
    Object.assign(this, { pointed: null, walked: null, walkedFrom: null, tell: () => {}, turn: 0, revision: null });
    this.place = (node) => toScreen(this.view, node);
    this.sheet = new Sheet(scene, this);
  }

  get selected() {
    return thingOf(this.graph, this.selection.target) ?? null;
  }

  get selectedNode() {
    return this.selected?.from ? null : this.selected;
  }

  get walkedNode() {
    return this.walked?.from ? this.walkedFrom : this.walked;
  }

  // Take what Python sends; what is there already is not touched.
  take(data, tell) {
    this.tell = tell;
    const anew = data.revision !== this.revision;
    const framed = data.frame !== this.framed;
    if (framed) this.moved.clear();
    if (anew || framed) this.graph = buildGraph(data, this.groups, this.moved);
    Object.assign(this, { revision: data.revision, framed: data.frame });
    const chosen = this.selection.take(data.selected);
    if (this.selection.overtaken) this.send();
    put(this.scene.root, "style", `height: ${data.height}px`);
    put(this.scene.surface, "aria-label", pictureName(data.name, this.graph));
    say(this.scene.notice, data.notice);
    show(this.scene.notice, Boolean(data.notice));
    this.measure();
    if (framed) this.fit(false);
    if (anew || framed) this.rejoin();
    if (anew || framed || chosen) this.sheet.paint(anew || framed);
  }

  // What was pointed at or walked to is another object now, or gone.
  rejoin() {
    const again = (thing) => thingOf(this.graph, targetOf(thing)) ?? null;
    Object.assign(this, { pointed: null, walked: again(this.walked), walkedFrom: again(this.walkedFrom) });
  }

  // -- what is where -------------------------------------------------------------------------------------------

  under(at, pointer) {
    const [node, link] = REACH_PX[pointer === "touch" ? "touch" : "mouse"];
    if (at.y > this.frame.bottom) return null;
    return nodeAt(this.graph.list, at, node, this.place) ?? linkAt(this.graph.links, at, link, this.place);
  }

  spot(thing) {
    if (!thing.from) return this.place(thing);
    return pointOn(this.place(thing.from), this.place(thing.to), 0.5, thing.curved);
  }

  // -- what the reader does ------------------------------------------------------------------------------------

  point(thing, at) {
    if (thing === this.pointed) return;
    Object.assign(this, { pointed: thing, pointedAt: at });
    this.scene.surface.classList.toggle("over", Boolean(thing));
    this.sheet.light();
  }

  drag(node, at) {
    const to = toWorld(this.view, at);
    // A date is a date: an event keeps its day.
    Object.assign(node, this.timed && node.date ? { y: to.y } : to);
    this.moved.set(node.id, { x: node.x, y: node.y });
    this.sheet.redraw(node);
  }

  choose(thing) {
    Object.assign(this, { walked: null, walkedFrom: null });
    this.select(thing);
  }

  select(thing) {
    const target = targetOf(thing);
    if (this.selection.choose(target)) this.send();
    this.sheet.light();
  }

  // Two equal choices are two: each says when it was made.
  send() {
    this.tell("selected", { ...this.selection.target, at: Date.now() });
  }

  activate(node) {
    this.hear("Opened.");
    this.tell("activated", node.id);
  }

  clear() {
    Object.assign(this, { walked: null, walkedFrom: null, pointed: null });
    if (!sameTarget(this.selection.target, null)) this.hear("Selection cleared.");
    this.select(null);
  }

  walkTo(thing, said, from = null) {
    Object.assign(this, { walked: thing, walkedFrom: from, pointed: null });
    this.hear(said);
    const { x, y } = this.spot(thing);
    const { right, bottom } = this.frame;
    if (x < 20 || y < 20 || x > right - 20 || y > bottom - 20) this.go(panned(this.view, right / 2 - x, bottom / 2 - y), true);
    this.sheet.light();
  }

  hear(text) {
    say(this.scene.live, text);
  }
}
