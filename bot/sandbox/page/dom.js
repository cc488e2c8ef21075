// Small helpers to make elements; text always goes in as text.

const SVG = "http://www.w3.org/2000/svg";

/** An element with properties (dataset and aria-… included) and children. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "dataset") Object.assign(node.dataset, value);
    else if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** A drawing out of icons.svg. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `page/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** Replaces the children of `node` by those `make()` gives, unless `source` is as it was: focus and open menus survive. */
export function redraw(node, source, make) {
  const key = JSON.stringify(source);
  if (node.drawnFrom === key) return;
  node.drawnFrom = key;
  node.replaceChildren(...make());
}

/** "1.4 MB" for 1400000 bytes. */
export function size(bytes) {
  const units = ["B", "KB", "MB"];
  let index = 0;
  let value = bytes;
  while (value >= 1000 && index < units.length - 1) {
    value /= 1000;
    index += 1;
  }
  return `${value < 10 && index ? value.toFixed(1) : Math.round(value)} ${units[index]}`;
}
