// Elements. Text from data is only ever put into text nodes and attributes.

const SVG = "http://www.w3.org/2000/svg";

const filled = (element, attributes, text) => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
};

export const svg = (tag, attributes = {}, text = undefined) =>
  filled(document.createElementNS(SVG, tag), attributes, text);

export const html = (tag, attributes = {}, text = undefined) => filled(document.createElement(tag), attributes, text);

// Set an attribute only if it changes: a rerun with the same data leaves the page alone.
export function put(element, name, value) {
  const text = String(value);
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function show(element, shown) {
  if (element.hidden === shown) element.hidden = !shown;
}
