// The keyboard: the surface has the focus, and the arrows walk on it.

import { linkName, nodeName } from "./words.js";
import { firstNode, isArrow, nextLink, nextNode, sideWord } from "./walk.js";

const ZOOM = 1.4;

export class Keys {
  constructor(surface, view) {
    this.view = view;
    surface.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (this.press(event.key, event.shiftKey)) event.preventDefault();
    });
  }

  // Whether the key meant something.
  press(key, shift) {
    const { view } = this;
    if (isArrow(key)) return this.walk(key, shift);
    const here = view.walked;
    if (key === "Enter" && here && !here.from) return view.select(here), view.activate(here), true;
    if ((key === " " || key === "Enter") && here) return view.select(here), true;
    if (key === "Escape") return view.clear(), true;
    if (key === "l" || key === "L") return this.alongLinks();
    if (key === "+" || key === "=") return view.zoomMiddle(ZOOM), true;
    if (key === "-") return view.zoomMiddle(1 / ZOOM), true;
    if (key === "0") return view.fit(true), true;
    return false;
  }

  walk(key, shift) {
    const { view } = this;
    const from = view.walkedNode;
    const next = from ? nextNode(view.graph, from, key, view.place, shift) : (view.selectedNode ?? firstNode(view.graph));
    if (next) view.walkTo(next, nodeName(next, next.links.length));
    else if (from) view.hear(`No ${shift ? "node" : "link"} to the ${sideWord(key)}.`.replace(/the (up|down)/, "go $1"));
    return true;
  }

  alongLinks() {
    const { view } = this;
    const from = view.walkedNode ?? view.selectedNode;
    const link = from && nextLink(from, view.walked?.from ? view.walked : null, view.place);
    if (link) view.walkTo(link, linkName(link), from);
    else view.hear("No link here.");
    return true;
  }
}
