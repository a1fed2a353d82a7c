// The outline as a tree: folding, the keys of the ARIA pattern, the search.

const outline = at(".outline");
const input = at("#search");
const MANY = 80; // entries of a sheet, from which on what stands under the heads starts folded
let back = null; // where Escape leads from the search

const itemOf = (link) => link.parentElement;
const listIn = (item) => at(":scope > ul", item);
const linkIn = (item) => at(":scope > a", item);
const linksAbove = (link) => {
  const item = itemOf(link).parentElement.closest("li");
  return item ? [...linksAbove(linkIn(item)), linkIn(item)] : [];
};
const unhidden = (link) => linksAbove(link).find((above) => itemOf(above).classList.contains("folded")) ?? link;
const linksOf = (list) => all("li > a", list).filter((link) => link.offsetParent !== null); // those to be seen

function fold(item, folded) {
  if (!listIn(item)) return;
  item.classList.toggle("folded", folded);
  linkIn(item).setAttribute("aria-expanded", !folded);
  if (folded && entry && entry !== linkIn(item) && item.contains(entry)) roving(linkIn(item));
}

function foldAll(folded) {
  for (const item of all("li", sheet.list)) fold(item, folded);
  outline.classList.toggle("all-folded", folded);
}

// One link of a sheet's tree can be reached with the tabulator.
function roving(link) {
  const list = link.closest("section");
  for (const other of all("[role=treeitem][tabindex='0']", list)) other.tabIndex = -1;
  link.tabIndex = 0;
}

// Unfold what is above an entry, and scroll the outline alone.
function reveal(link) {
  for (const above of linksAbove(link)) fold(itemOf(above), false);
  if (getComputedStyle(outline).overflowY === "visible") return;
  const line = link.getBoundingClientRect();
  const pane = outline.getBoundingClientRect();
  const head = at(".search").offsetHeight;
  if (line.top < pane.top + head) outline.scrollTop += line.top - pane.top - head - 8;
  else if (line.bottom > pane.bottom) outline.scrollTop += line.bottom - pane.bottom + pane.height / 3;
}

function onTreeKey(event) {
  const link = event.target.closest("[role=treeitem]");
  if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
  const next = TREE_KEYS[event.key]?.(link, linksOf(sheet.list));
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  if (next) { roving(next); next.focus(); }
}

// What each key leads to: a link, or null when it does all there is to do itself.
const TREE_KEYS = {
  ArrowDown: (link, links) => links[links.indexOf(link) + 1] ?? null,
  ArrowUp: (link, links) => links[links.indexOf(link) - 1] ?? null,
  Home: (_, links) => links[0],
  End: (_, links) => links.at(-1),
  ArrowRight(link) {
    const item = itemOf(link);
    if (!listIn(item)) return null;
    if (item.classList.contains("folded")) { fold(item, false); return null; }
    return linkIn(at(":scope > ul > li:not(.miss)", item) ?? item);
  },
  ArrowLeft(link) {
    const item = itemOf(link);
    if (listIn(item) && !item.classList.contains("folded")) { fold(item, true); return null; }
    const above = item.parentElement.closest("li");
    return above ? linkIn(above) : null;
  },
  Enter(link) { choose(link); return null; },
  " "(link) { choose(link); return null; },
  "*"(link) {
    for (const item of itemOf(link).parentElement.children) fold(item, false);
    return null;
  },
  Escape(link) { if (input.value) { clearSearch(); reveal(link); return link; } },
};

// Show the entries whose words hold all that is looked for, with those above them, in every sheet.
function search() {
  const wanted = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  for (const one of sheets) {
    const found = all("li", one.list).filter((item) => matches(item, wanted)).length;
    one.found = wanted.length ? found : null;
    if (one.tab) setCount(one.tab, one.found);
  }
  tell();
  (firstHit() ? homeOf(firstHit()) : sheet).tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const hitsIn = (one) => all(input.value.trim() ? "li.hit > a" : "li > a", one.list);
const firstHit = () => [sheet, ...sheets].flatMap(hitsIn)[0]; // here, or else wherever it is

function matches(item, wanted) {
  const title = at(".t", linkIn(item));
  const words = linkIn(item).textContent.toLowerCase();
  const hit = wanted.length > 0 && wanted.every((word) => words.includes(word));
  title.replaceChildren(...(hit ? highlighted(title.textContent, wanted[0]) : [title.textContent]));
  item.classList.toggle("hit", hit);
  item.classList.toggle("miss", wanted.length > 0 && !hit);
  if (!hit) return false;
  for (const above of linksAbove(linkIn(item))) {
    itemOf(above).classList.remove("miss");
    fold(itemOf(above), false);
  }
  return true;
}

function highlighted(words, wanted) {
  const start = words.toLowerCase().indexOf(wanted);
  if (start < 0) return [words];
  const mark = document.createElement("mark");
  mark.textContent = words.slice(start, start + wanted.length);
  return [words.slice(0, start), mark, words.slice(start + wanted.length)];
}

function setCount(tab, count) {
  if (count) tab.dataset.count = count;
  else delete tab.dataset.count;
}

function tell() {
  const { found, none, here, elsewhere } = document.body.dataset;
  const others = sheets.reduce((sum, one) => sum + (one === sheet ? 0 : one.found), 0);
  const words = others ? (sheet.found ? here : elsewhere) : sheet.found ? found : none;
  at("#matches").textContent = sheet.found == null ? "" : words.replace("{n}", sheet.found).replace("{m}", others);
}

function clearSearch() {
  input.value = "";
  search();
}

function onSearchKey(event) {
  const first = firstHit();
  if (event.key === "Escape") {
    event.preventDefault();
    clearSearch();
    (back ?? first)?.focus();
  } else if ((event.key === "Enter" || event.key === "ArrowDown") && first) {
    event.preventDefault();
    if (event.key === "Enter") choose(first);
    else show(homeOf(first));
    roving(first);
    first.focus();
    drawer(event.key === "ArrowDown" && root.classList.contains("open"));
  }
}

function startTree() {
  for (const one of sheets) {
    const list = listIn(one.list);
    if (!list) continue;
    list.setAttribute("role", "tree");
    list.setAttribute("aria-label", at("h2", one.list).textContent);
    const items = all("li", list);
    for (const item of items) startItem(item);
    if (items.length > MANY) for (const item of items) fold(item, true);
    linkIn(items[0]).tabIndex = 0;
  }
  outline.addEventListener("keydown", onTreeKey);
  outline.addEventListener("click", (event) => {
    if (event.target.matches(".twist")) {
      const item = event.target.parentElement;
      fold(item, !item.classList.contains("folded"));
    }
  });
  at("#fold").addEventListener("click", () => foldAll(!outline.classList.contains("all-folded")));
  input.addEventListener("focus", () => { back = at("[role=treeitem][tabindex='0']", sheet.list); });
  input.addEventListener("input", search);
  input.addEventListener("keydown", onSearchKey);
}

function startItem(item) {
  const link = linkIn(item);
  const inner = listIn(item);
  item.setAttribute("role", "none");
  link.setAttribute("role", "treeitem");
  link.tabIndex = -1;
  link.setAttribute("aria-level", linksAbove(link).length + 1);
  if (!inner) return;
  inner.setAttribute("role", "group");
  inner.id = `g${number(link)}`;
  link.setAttribute("aria-owns", inner.id);
  link.setAttribute("aria-expanded", "true");
  const twist = document.createElement("span");
  twist.className = "twist";
  twist.setAttribute("aria-hidden", "true");
  item.prepend(twist);
}
