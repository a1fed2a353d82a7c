"use strict";

// A bar or a cell opens the list of the documents behind it. All words are set as text, never as HTML.
const behind = JSON.parse(document.getElementById("behind").textContent);
const list = document.getElementById("list");
const title = list.querySelector("h2");
const note = list.querySelector(".note");
const entries = list.querySelector("ol");
const count = new Intl.NumberFormat("en").format;

function element(name, kind, words) {
  const made = document.createElement(name);
  made.className = kind;
  made.textContent = words;
  return made;
}

function entry(place, times) {
  const [document_, start, words] = behind.places[place];
  const [name, link] = behind.documents[document_];
  const line = element("li", "", "");
  const called = element(link === null ? "span" : "a", "document", name);
  if (link !== null) called.href = link;
  line.append(called);
  if (times > 1) line.append(" ", element("span", "times", "×" + count(times)));
  const where = element("p", "place", words || list.dataset.untitled);
  if (start !== null) where.append(" ", element("span", "offset", `${list.dataset.at} ${count(start)}`));
  line.append(where);
  return line;
}

function open(bar, about) {
  const [all, ...found] = behind.bars[bar];
  const shown = found.length / 2;
  title.textContent = about;
  note.textContent = shown < all ? list.dataset.first.replace("{n}", count(shown)) : list.dataset.all;
  entries.replaceChildren(...Array.from({ length: shown }, (_, at) => entry(found[2 * at], found[2 * at + 1])));
  list.showModal();
  list.scrollTop = 0;
}

// A table that goes on beyond its edge fades there.
function fade(table) {
  table.classList.toggle("more", table.scrollWidth - table.clientWidth - table.scrollLeft > 1);
}

const watched = new ResizeObserver((changes) => changes.forEach((change) => fade(change.target)));
for (const table of document.querySelectorAll(".scrolled")) {
  table.addEventListener("scroll", () => fade(table), { passive: true });
  watched.observe(table);
}

document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-bar]");
  if (chosen) open(Number(chosen.dataset.bar), chosen.getAttribute("aria-label"));
  else if (event.target === list) list.close(); // the ground beside it
});
