// Loads a module of the canvas by its name. The folder has no package.json that calls its files modules, so each is
// joined with what it imports into one text that says so.

import { readFile } from "node:fs/promises";

const HERE = new URL("../../dashboard/components/graph_canvas/js/", import.meta.url);
const IMPORT = /^(import .*? from )"\.\/(\w+)\.js";$/gm;

async function address(name) {
  let text = await readFile(new URL(`${name}.js`, HERE), "utf8");
  for (const [whole, head, other] of [...text.matchAll(IMPORT)]) {
    text = text.replace(whole, `${head}"${await address(other)}";`);
  }
  return `data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`;
}

export const MODULES = async (name) => import(await address(name));
