// What the canvas says. Pure.

const LONG_MONTHS = [
  ..."January February March April May June July August September October November December".split(" "),
];
const LINKS = { related: "Related events", topic: "Event and topic", chain: "Step of the chain" };

export const plural = (count, one) => `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;

export const percent = (share) => `${Math.round(100 * share)} %`;

export function plainDate(iso) {
  if (!iso) return "";
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${LONG_MONTHS[month - 1]} ${year}`;
}

// A text of at most so many letters, cut between words where there are any.
export function cut(text, letters) {
  const letter = Array.from(text.slice(0, 4 * letters)); // whole characters, and not 50 kB of them
  if (letter.length <= letters) return letter.join("");
  const head = letter.slice(0, letters - 1).join("");
  const space = head.lastIndexOf(" ");
  const whole = letter[letters - 1] === " ";
  return `${(!whole && space > letters / 2 ? head.slice(0, space) : head).replace(/[\s,;:.]+$/, "")}…`;
}

export const kindWord = (node) => (node.kind === "topic" ? "Topic" : "Event");

export const linkWord = (link) => LINKS[link.kind];

// A node's name for those who hear it.
export function nodeName(node, links, letters = 200) {
  const parts = [`${kindWord(node)}: ${cut(node.label, letters)}`, plainDate(node.date), node.group, plural(links, "link")];
  return parts.filter(Boolean).join(", ");
}

export function linkName(link, letters = 120) {
  const ends = `${cut(link.from.label, letters)} – ${cut(link.to.label, letters)}`;
  return `${linkWord(link)}: ${ends}, strength ${percent(link.strength)}${link.summary ? `. ${link.summary}` : ""}`;
}

export function pictureName(name, graph) {
  const events = graph.list.filter((node) => node.kind === "event").length;
  const topics = graph.list.length - events;
  return `${name}: ${plural(events, "event")}, ${plural(topics, "topic")}, ${plural(graph.links.length, "link")}`;
}
