// A mind map as SVG: the root on the left, what hangs under each box to the right of it. All looks are attributes, so that a
// saved picture looks the same elsewhere.

const SVG = "http://www.w3.org/2000/svg";
const GAP = { across: 44, down: 12, heads: 22 };
const LOOKS = [ // by depth, the last for all that is deeper
  { size: 17, weight: 700, width: 250, padX: 18, padY: 13 },
  { size: 15, weight: 600, width: 270, padX: 13, padY: 8 },
  { size: 14, weight: 400, width: 290, padX: 5, padY: 4 },
];
const UNOPENED = /[，。、；：！？）》”’」』】…,.;:!?)\]]/; // no line begins with these
const ruler = document.createElement("canvas").getContext("2d");

const lookOf = (depth) => LOOKS[Math.min(depth, LOOKS.length - 1)];
const fontOf = (look) => `${look.weight} ${look.size}px ${SANS()}`;
const SANS = () => getComputedStyle(root).getPropertyValue("--sans").trim();

// The boxes of a sheet, taken out of its outline. open: the links whose boxes show what hangs under them. breadth: of their words.
function boxesOf(one, open, breadth) {
  const grown = (item, depth) => {
    const link = linkIn(item);
    const [sign, title] = [at(".m", link), at(".t", link)];
    const words = item.matches(".aside") ? sign.textContent : sign.textContent + (sign.matches(".wide") ? "" : " ") + title.textContent;
    const under = listIn(item) ? [...listIn(item).children] : [];
    return sized(breadth, { link, words, depth, count: under.length, open: open.has(link),
      boxes: open.has(link) ? under.map((inner) => grown(inner, depth + 1)) : [] });
  };
  const list = listIn(one.list);
  const heads = list ? [...list.children].filter((item) => item.matches(".point") || listIn(item)) : [];
  const link = at("h2 a", one.list);
  return sized(breadth, { link, words: link.textContent, depth: 0, count: 0, open: true, boxes: heads.map((item) => grown(item, 1)) });
}

function sized(breadth, box) {
  const look = lookOf(box.depth);
  ruler.font = fontOf(look);
  box.lines = wrapped(box.words, look.width * breadth);
  box.width = Math.ceil(Math.max(...box.lines.map((line) => ruler.measureText(line).width))) + 2 * look.padX;
  box.height = Math.round(box.lines.length * look.size * 1.45) + 2 * look.padY;
  return box;
}

function wrapped(words, width) {
  const lines = [""];
  for (const word of words.match(/[\x21-\x7e]+ ?|[^]/gu) ?? [""]) {
    const line = lines.at(-1);
    if (line && !UNOPENED.test(word) && ruler.measureText(line + word).width > width) lines.push(word.trimStart());
    else lines[lines.length - 1] = line + word;
  }
  return lines;
}

// Give every box its place: each stands in the middle of what hangs under it. What is returned is where the next one may begin.
function placed(box, x, top) {
  box.x = x;
  let y = top;
  for (const inner of box.boxes) y = placed(inner, x + box.width + GAP.across, y) + (box.depth ? GAP.down : GAP.heads);
  const under = y - top - (box.boxes.length ? (box.depth ? GAP.down : GAP.heads) : 0);
  box.y = top + Math.max(0, (under - box.height) / 2);
  const drop = Math.max(0, (box.height - under) / 2);
  if (drop) for (const inner of box.boxes) moved(inner, drop);
  return top + Math.max(under, box.height);
}

function moved(box, down) {
  box.y += down;
  for (const inner of box.boxes) moved(inner, down);
}

function* eachBox(box) {
  yield box;
  for (const inner of box.boxes) yield* eachBox(inner);
}

function element(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// The colours as they are now, in plain words: `light-dark()` means nothing in a saved picture.
function inks() {
  const probe = document.createElement("i");
  document.body.append(probe);
  const names = ["ground", "panel", "ink", "dim", "line", "accent", "accent-soft"];
  const found = Object.fromEntries(names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  }));
  probe.remove();
  return found;
}

// plain: as a picture to keep, in which nothing is to be pressed.
function drawBoxes(first, current, { plain = false } = {}) {
  const ink = inks();
  const path = new Set([...eachBox(first)].filter((box) => [...eachBox(box)].some((inner) => inner.link === current)));
  const group = element("g", { "font-family": SANS() });
  for (const box of eachBox(first)) {
    for (const inner of box.boxes) {
      const on = path.has(inner);
      group[on ? "append" : "prepend"](element("path", { d: curve(box, inner, plain ? 0 : 8), fill: "none", stroke: on ? ink.accent : ink.dim, "stroke-opacity": on ? 1 : 0.4, "stroke-width": on ? 2 : 1.5 }));
    }
  }
  for (const box of eachBox(first)) group.append(drawBox(box, box.link === current, ink, plain));
  return group;
}

const middle = (box) => box.y + box.height / 2;

function curve(box, inner, gap) {
  const from = box.x + box.width + (box.depth ? gap : 0);
  const bend = (inner.x - from) / 2;
  return `M${from} ${middle(box)}C${from + bend} ${middle(box)} ${inner.x - bend} ${middle(inner)} ${inner.x} ${middle(inner)}`;
}

function drawBox(box, current, ink, plain) {
  const look = lookOf(box.depth);
  const first = box.depth === 0;
  const paint = first
    ? { fill: ink.accent, stroke: "none" }
    : { fill: current ? ink["accent-soft"] : box.depth === 1 ? ink.panel : ink.ground, stroke: current ? ink.accent : box.depth === 1 ? ink.line : "none" };
  const words = element("text", { "font-size": look.size, "font-weight": look.weight, fill: first ? ink.panel : current ? ink.accent : ink.ink });
  box.lines.forEach((line, row) => {
    const y = box.y + look.padY + look.size * (1.1 + 1.45 * row);
    words.append(element("tspan", { x: box.x + look.padX, y }, line));
  });
  const group = element("g", { class: "box", "data-link": box.link.hash.slice(1) },
    element("rect", { x: box.x, y: box.y, width: box.width, height: box.height, rx: first ? 12 : 8, ...paint }), words);
  if (box.count && !(plain && box.open)) group.append(dot(box, ink));
  return group;
}

// The dot that folds and unfolds; folded, it says how many hang there.
function dot(box, ink) {
  const [x, y] = [box.x + box.width + 8, middle(box)];
  const sign = box.open ? "−" : String(box.count);
  return element("g", { class: "dot" },
    element("circle", { cx: x, cy: y, r: 8, fill: box.open ? ink.panel : ink.accent, stroke: box.open ? ink.line : "none" }),
    element("text", { x, y: y + 3.5, "font-size": 10, "text-anchor": "middle", fill: box.open ? ink.dim : ink.panel }, sign));
}
