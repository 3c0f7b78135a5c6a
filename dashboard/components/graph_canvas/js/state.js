// Keeps the selection here and in Python the same. Pure.

import { sameTarget } from "./model.js";

export class Selection {
  constructor() {
    this.target = null;
    this.given = undefined;
    this.sent = [];
    this.overtaken = false;
  }

  // Take what Python says is selected; whether it is new here. What comes back of what was sent from here may be
  // older than what the reader has chosen meanwhile.
  take(given) {
    this.overtaken = false;
    if (this.given !== undefined && sameTarget(given, this.given)) return false;
    this.given = given ?? null;
    const echo = this.sent.findIndex((target) => sameTarget(target, given));
    if (echo >= 0) {
      this.sent.splice(0, echo + 1);
      this.overtaken = !sameTarget(given, this.target); // Python believes what is no longer so
      return false;
    }
    if (sameTarget(given, this.target)) return false;
    this.target = given ?? null;
    return true;
  }

  // Select from here; whether Python has to be told.
  choose(target) {
    if (sameTarget(target, this.target)) return false;
    this.target = target;
    this.sent = [...this.sent.slice(-20), target];
    return true;
  }
}
