// The mind map in its pane: what is unfolded, where it is looked at from, its keys.

const pane = at(".map");
const canvas = at(".canvas");
const picture = element("svg", { xmlns: SVG });
const opened = new Map(); // for each sheet the links whose boxes are unfolded
const look = { x: 0, y: 0, scale: 1 };
const pointers = new Map();
const BREADTHS = [1, 1.5, 0.7, 0.5]; // of the words in boxes, of which the one is taken with which a map is largest
const LEGIBLE = 0.75; // the scale at which a map shows as many depths as fit at first
const LEAST = 0.6; // that of a map of which not even the heads fit
let breadth = 1;
let map = null; // the first box
let chosen = null; // the link of the chosen box

// fit: all of it into the pane, unless it were smaller than the least scale.
function drawMap({ fit = false, least = 0 } = {}) {
  if (pane.hidden) return;
  if (!opened.has(sheet)) opened.set(sheet, startOpen());
  if (!chosen || !sheet.list.contains(chosen)) chosen = entry && sheet.list.contains(entry) ? entry : at("h2 a", sheet.list);
  if (fit) breadth = bestOf(opened.get(sheet)).breadth;
  map = laidOut(opened.get(sheet), breadth);
  picture.replaceChildren(drawBoxes(map, chosen));
  if (fit) fitMap(least);
  else place();
}

function laidOut(open, width) {
  const first = boxesOf(sheet, open, width);
  placed(first, 0, 0);
  return first;
}

// The breadth with which a map is largest in the pane, and how large that is.
function bestOf(open) {
  const found = BREADTHS.map((width) => ({ breadth: width, scale: scaleOf(laidOut(open, width)) }));
  return found.reduce((best, one) => (one.scale > best.scale * 1.02 ? one : best));
}

function scaleOf(first) {
  const { width, height } = bounds(first);
  const free = room();
  return Math.min(1.15, free.width / width, free.height / height);
}

// What of the pane is free, between the words above and the buttons below.
function room() {
  const hint = at(".keys", pane);
  const top = hint.offsetTop + hint.offsetHeight + 16;
  return { x: 24, y: top, width: canvas.clientWidth - 48, height: at(".tools", pane).offsetTop - 12 - top };
}

const boxOf = (link) => [...eachBox(map)].find((one) => one.link === link);

// What is above the current entry, and as many depths, one after the other, as can be read at once.
function startOpen() {
  const links = all("li > a", sheet.list).filter((link) => listIn(itemOf(link)));
  let open = new Set(entry && sheet.list.contains(entry) ? linksAbove(entry) : []);
  for (let depth = 1; ; depth += 1) {
    const here = links.filter((link) => Number(link.getAttribute("aria-level")) === depth);
    const more = new Set([...open, ...here]);
    if (!here.length || bestOf(more).scale < LEGIBLE) return open;
    open = more;
  }
}

function markInMap(link) {
  chosen = link;
  if (pane.hidden) return;
  for (const above of linksAbove(link)) opened.get(sheet).add(above);
  drawMap();
  keepInSight();
}

function bounds(first) {
  const boxes = [...eachBox(first)];
  const right = Math.max(...boxes.map((box) => box.x + box.width + (box.count ? 18 : 0)));
  const low = Math.min(...boxes.map((box) => box.y));
  return { x: 0, y: low, width: right, height: Math.max(...boxes.map((box) => box.y + box.height)) - low };
}

function fitMap(least) {
  const { width, height, y } = bounds(map);
  const free = room();
  look.scale = Math.max(least, scaleOf(map));
  look.x = free.x + Math.max(0, (free.width - width * look.scale) / 2);
  const center = height * look.scale > free.height + 1 ? middle(map) : y + height / 2;
  look.y = free.y + free.height / 2 - center * look.scale;
  place();
}

function place() {
  picture.firstChild?.setAttribute("transform", `translate(${look.x} ${look.y}) scale(${look.scale})`);
}

// Zoom about a place of the pane: what stands there stays there.
function zoom(factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
  const scale = Math.min(4, Math.max(0.02, look.scale * factor));
  look.x = x - (x - look.x) * (scale / look.scale);
  look.y = y - (y - look.y) * (scale / look.scale);
  look.scale = scale;
  place();
}

function keepInSight() {
  const box = boxOf(chosen);
  if (!box) return;
  const left = look.x + box.x * look.scale;
  const top = look.y + box.y * look.scale;
  const right = left + box.width * look.scale;
  const bottom = top + box.height * look.scale;
  if (left < 24) look.x += 24 - left;
  else if (right > canvas.clientWidth - 24) look.x -= right - canvas.clientWidth + 24;
  if (top < 40) look.y += 40 - top;
  else if (bottom > canvas.clientHeight - 72) look.y -= bottom - canvas.clientHeight + 72;
  place();
}

function toggleBox(link) {
  const open = opened.get(sheet);
  if (!listIn(itemOf(link))) return;
  const before = boxOf(link).y;
  if (!open.delete(link)) open.add(link);
  drawMap();
  look.y += (before - boxOf(link).y) * look.scale; // the box that was pressed stays where it is
  place();
}

function chooseBox(link, keep) {
  if (itemOf(link).matches("li")) choose(link, { keep });
  else { chosen = link; drawMap(); keepInSight(); }
}

function onMapKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("button")) return;
  const boxes = [...eachBox(map)];
  const box = boxOf(chosen) ?? map;
  const action = {
    ArrowRight: () => { if (!box.open) toggleBox(box.link); return boxOf(box.link).boxes[0]; },
    ArrowLeft: () => boxes.find((one) => one.boxes.includes(box)),
    ArrowDown: () => beside(boxes, box, 1),
    ArrowUp: () => beside(boxes, box, -1),
    Home: () => map,
    " ": () => { if (box !== map) toggleBox(box.link); },
    Enter: () => { view("text"); },
    "+": () => { zoom(1.2); },
    "=": () => { zoom(1.2); },
    "-": () => { zoom(1 / 1.2); },
    "0": () => { drawMap({ fit: true }); },
  }[event.key];
  if (!action) return;
  event.preventDefault();
  const next = action();
  if (next) chooseBox(next.link, "replace");
}

// The box above or below another one, of the same depth.
function beside(boxes, box, step) {
  const same = boxes.filter((one) => one.depth === box.depth);
  return same[same.indexOf(box) + step];
}

function onPointerDown(event) {
  if (event.button) return;
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY, far: 0 });
}

function onPointerMove(event) {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  const now = { x: event.clientX, y: event.clientY, far: before.far + Math.hypot(event.clientX - before.x, event.clientY - before.y) };
  const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
  if (other) {
    const { left, top } = canvas.getBoundingClientRect();
    zoom(Math.hypot(now.x - other.x, now.y - other.y) / (Math.hypot(before.x - other.x, before.y - other.y) || 1), other.x - left, other.y - top);
  } else {
    look.x += now.x - before.x;
    look.y += now.y - before.y;
    place();
  }
  if (now.far > 4) canvas.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, now);
}

function onPointerUp(event) {
  const far = pointers.get(event.pointerId)?.far ?? 9;
  pointers.delete(event.pointerId);
  const group = event.target.closest?.(".box");
  if (far > 4 || !group || event.type === "pointercancel") return;
  const box = [...eachBox(map)].find((one) => one.link.hash.slice(1) === group.dataset.link);
  if (event.target.closest(".dot")) toggleBox(box.link);
  else chooseBox(box.link, "push");
}

function startMap() {
  canvas.append(picture);
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const { left, top } = canvas.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), event.clientX - left, event.clientY - top);
  }, { passive: false });
  canvas.addEventListener("pointerdown", onPointerDown);
  canvas.addEventListener("pointermove", onPointerMove);
  canvas.addEventListener("pointerup", onPointerUp);
  canvas.addEventListener("pointercancel", onPointerUp);
  canvas.addEventListener("dblclick", (event) => { if (event.target.closest(".box")) view("text"); });
  pane.addEventListener("keydown", onMapKey);
  at("#larger").addEventListener("click", () => zoom(1.25));
  at("#smaller").addEventListener("click", () => zoom(1 / 1.25));
  at("#fit").addEventListener("click", () => drawMap({ fit: true }));
  at("#unfold").addEventListener("click", () => {
    const links = all("li > a", sheet.list).filter((link) => listIn(itemOf(link)));
    opened.set(sheet, new Set(links.every((link) => opened.get(sheet).has(link)) ? [] : links));
    drawMap({ fit: true, least: LEAST });
  });
  at("#save-svg").addEventListener("click", saveSvg);
  at("#save-png").addEventListener("click", savePng);
  addEventListener("resize", () => drawMap());
}

startPage();
startTree();
startTabs();
startMap();
if (sheets.length) {
  show(sheets.find((one) => at(".point", one.list)) ?? sheets[0]);
  follow(location.hash);
}
