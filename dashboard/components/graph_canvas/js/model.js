// The graph of a picture, as Python sent it: nodes by id, links with their ends, who is linked to whom. Pure.

export const COLOURS = 7;

const number = (groups, group) => {
  if (!groups.has(group)) groups.set(group, groups.size);
  return Math.min(groups.get(group), COLOURS);
};

// `groups` (name to number) grows and never changes, so that a cluster keeps its colour when others come.
export function buildGraph(data, groups, moved) {
  const list = data.nodes.map((node) => ({
    date: "",
    group: "",
    detail: "",
    faded: false,
    ...node,
    ...moved.get(node.id),
    colour: node.group ? number(groups, node.group) : COLOURS,
    links: [],
  }));
  const nodes = new Map(list.map((node) => [node.id, node]));
  const links = data.links.map((link) => ({
    summary: "",
    ...link,
    from: nodes.get(link.source),
    to: nodes.get(link.target),
    curved: link.kind !== "topic" && data.layout === "time",
  }));
  for (const link of links) {
    link.from.links.push(link);
    if (link.to !== link.from) link.to.links.push(link);
  }
  return { layout: data.layout, list, nodes, links };
}

export const otherEnd = (link, node) => (link.from === node ? link.to : link.from);

// A target is what one can point at: { node: id }, { link: [source, target] } or null.
export const targetOf = (thing) => {
  if (!thing) return null;
  return thing.from ? { link: [thing.source, thing.target] } : { node: thing.id };
};

export const sameTarget = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

// The node or link that a target names, if it is there.
export function thingOf(graph, target) {
  if (!target) return undefined;
  if (target.node !== undefined) return graph.nodes.get(target.node);
  const [source, end] = target.link;
  return graph.nodes.get(source)?.links.find((link) => link.source === source && link.target === end);
}

// What is lit with a thing: a node with its links and neighbours, a link with its ends.
export function litWith(thing) {
  if (!thing) return { nodes: [], links: [] };
  if (thing.from) return { nodes: [thing.from, thing.to], links: [thing] };
  const around = thing.links.map((link) => otherEnd(link, thing));
  return { nodes: [...new Set([thing, ...around])], links: thing.links };
}
