// What Streamlit calls at each run: one canvas for each place on the page, which lives on from run to run.

import { Keys } from "./keys.js";
import { Pointer } from "./pointer.js";
import { save } from "./save.js";
import { buildScene } from "./scene.js";
import { View } from "./view.js";

const canvases = new WeakMap();
const STEP = 1.5;

function press(view, name) {
  if (name === "in") view.zoomMiddle(STEP);
  else if (name === "out") view.zoomMiddle(1 / STEP);
  else if (name === "fit") view.fit(true);
  else
    save(view.scene, view.graph, view.view, name).then(
      () => view.hear("Saved."),
      (error) => view.hear(`The picture could not be saved: ${error.message}`),
    );
}

function made(parent) {
  const scene = buildScene();
  parent.append(scene.root);
  const view = new View(scene);
  new Pointer(scene.surface, view);
  new Keys(scene.surface, view);
  scene.tools.addEventListener("click", (event) => {
    const name = event.target.closest("button")?.dataset.do;
    if (name) press(view, name);
  });
  const watcher = new ResizeObserver(() => view.resize());
  watcher.observe(scene.surface);
  return { scene, view, watcher, turn: 0 };
}

export default function graphCanvas({ data, parentElement, setStateValue, setTriggerValue }) {
  const canvas = canvases.get(parentElement) ?? made(parentElement);
  canvases.set(parentElement, canvas);
  const turn = ++canvas.turn;
  canvas.view.take(data, (name, value) => (name === "activated" ? setTriggerValue : setStateValue)(name, value));
  return () => {
    if (turn !== canvas.turn) return; // a later run has taken over
    canvas.watcher.disconnect();
    canvas.view.sheet.stop();
    canvas.scene.root.remove();
    canvases.delete(parentElement);
  };
}
