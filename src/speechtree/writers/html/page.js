// What the page knows: which sheet is shown, which entry of the outline is current. The files of this script share one scope.

const root = document.documentElement;
const at = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const main = at("main");
const sheets = all("article").map((text) => ({
  text,
  list: at(`section[data-sheet="${text.id}"]`),
  tab: at(`.tabs a[href="#${text.id}"]`),
  anchors: all("[id][data-n]", text),
}));
let sheet = null;
let entry = null; // the current link of the outline
let still = false; // whether the page scrolls by itself

const number = (link) => link.hash.slice(2);
const linkOf = (n) => at(`#o${n} > a`);
const partsOf = (n) => all(`[data-n="${n}"]`, main);

function show(next) {
  if (next === sheet) return;
  sheet = next;
  for (const one of sheets) {
    const shown = one === next;
    one.text.hidden = !shown;
    one.list.hidden = !shown;
    one.tab?.setAttribute("aria-selected", shown);
    if (one.tab) one.tab.tabIndex = shown ? 0 : -1;
  }
  next.tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  tell();
  drawMap({ fit: true, least: LEAST });
}

const homeOf = (link) => sheets.find((one) => one.list.contains(link));

function unchoose() {
  for (const part of all("article .current")) part.classList.remove("current");
  entry?.removeAttribute("aria-current");
  entry = null;
}

// Make an entry current; scroll its words into sight, or only its line in the outline. keep: as in `remember`, if at all.
function choose(link, { scroll = true, keep = "push" } = {}) {
  if (keep) remember(link.hash, keep);
  show(homeOf(link));
  unchoose();
  entry = link;
  entry.setAttribute("aria-current", "true");
  for (const part of partsOf(number(link))) part.classList.add("current");
  roving(link);
  reveal(link);
  if (scroll && !main.hidden) scrollTo(document.getElementById(`n${number(link)}`));
  markInMap(link);
}

function scrollTo(place) {
  quietly(() => place?.scrollIntoView({ block: "start" }));
}

function quietly(scroll) {
  still = true;
  scroll();
  requestAnimationFrame(() => requestAnimationFrame(() => { still = false; }));
}

// Put the fragment into the address. "push": as a new place, so that Back leads to the one that is left; "replace": in its stead.
function remember(hash, keep) {
  if (hash === location.hash) return;
  try {
    if (keep === "push") history.replaceState({ sheet: sheet.text.id, entry: entry?.hash, top: scrollY }, "");
    history[`${keep}State`](null, "", hash);
  } catch { /* some viewers of files have no history */ }
}

// Where Back and Forward lead: to how the page stood when that place was left, or to what the address names.
function comeBack({ state }) {
  const before = sheets.find((one) => one.text.id === state?.sheet);
  if (!before) { follow(location.hash, { keep: null }); return; }
  show(before);
  if (state.entry) choose(linkOf(state.entry.slice(2)), { scroll: false, keep: null });
  else unchoose();
  quietly(() => { root.scrollTop = state.top; });
}

// Whatever a fragment names: a sheet, an entry, its words, a finding.
function follow(hash, { scroll = true, keep = "push" } = {}) {
  const target = hash.length > 1 && document.getElementById(hash.slice(1));
  if (!target) return false;
  const link = target.dataset.n ? linkOf(target.dataset.n) : target.matches(".outline li") && at("a", target);
  const home = sheets.find((one) => one.text.contains(target));
  if (link) choose(link, { scroll, keep });
  else if (home) {
    if (keep) remember(hash, keep);
    show(home);
    unchoose();
    if (target === home.text) scrollTo(document.body);
    else toFinding(target);
  }
  return Boolean(link || home);
}

// A finding makes the entry current that it stands in.
function toFinding(note) {
  const link = linkOf(note.dataset.of);
  if (link) choose(link, { scroll: false, keep: null });
  note.classList.add("current");
  view("text");
  scrollTo(note);
}

// While a reader scrolls, the last entry whose words have passed the top is current, or what it is folded into.
function followScroll() {
  if (still || main.hidden) return;
  const line = at(".bar").offsetHeight + 60;
  let low = 0;
  let high = sheet.anchors.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sheet.anchors[middle].getBoundingClientRect().top <= line) low = middle + 1;
    else high = middle;
  }
  const link = low ? unhidden(linkOf(sheet.anchors[low - 1].dataset.n)) : null;
  if (link && link !== entry) choose(link, { scroll: false, keep: null });
}

function view(name) {
  const map = name === "map";
  main.hidden = map;
  at(".map").hidden = !map;
  at("#view-map").setAttribute("aria-pressed", map);
  at("#view-text").setAttribute("aria-pressed", !map);
  drawer(false);
  if (map) {
    drawMap({ fit: true, least: LEAST });
    at(".map").focus({ preventScroll: true });
  } else if (entry) scrollTo(document.getElementById(`n${number(entry)}`));
}

function drawer(open) {
  root.classList.toggle("open", open);
  at("#drawer").setAttribute("aria-expanded", open);
}

function theme(name) {
  root.dataset.theme = name;
  try { localStorage.setItem("speechtree-theme", name); } catch { /* a page in a file may keep nothing */ }
  drawMap();
}

function startPage() {
  root.classList.add("js");
  root.classList.toggle("tabbed", sheets.length > 1);
  for (const control of all("[hidden]:not(.map, #more)")) control.hidden = false;
  try {
    const kept = localStorage.getItem("speechtree-theme");
    if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  } catch { /* as above */ }
  at("#theme").addEventListener("click", () => theme(isDark() ? "light" : "dark"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawMap());
  at("#view-text").addEventListener("click", () => view("text"));
  at("#view-map").addEventListener("click", () => view("map"));
  at("#drawer").addEventListener("click", (event) => { event.stopPropagation(); drawer(!root.classList.contains("open")); });
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  addEventListener("popstate", comeBack);
  addEventListener("beforeprint", () => { if (main.hidden) view("text"); });
  let asked = false;
  addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; followScroll(); });
  }, { passive: true });
}

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function onClick(event) {
  const link = event.target.closest?.("a[href^='#']");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    const inText = main.contains(link);
    if (follow(link.getAttribute("href"), { scroll: !inText })) event.preventDefault();
    if (inText) at("#search").blur();
  }
  if (root.classList.contains("open") && (link || !at(".outline").contains(event.target))) drawer(false);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input");
  if (event.key === "Escape") drawer(false);
  if (typing) return;
  if (event.key === "/") { event.preventDefault(); drawer(true); at("#search").focus(); }
  else if (event.key === "m") view(main.hidden ? "text" : "map");
}
