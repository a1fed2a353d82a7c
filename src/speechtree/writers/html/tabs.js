// The tabs of the speeches: their keys, and a menu of them where they are more than fit.

function startTabs() {
  const tabs = sheets.map((one) => one.tab).filter(Boolean);
  if (!tabs.length) return;
  at(".tabs").setAttribute("role", "tablist");
  for (const tab of tabs) {
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", tab.hash.slice(1));
  }
  for (const one of sheets) {
    one.text.setAttribute("role", "tabpanel");
    one.text.setAttribute("aria-label", one.tab.textContent);
  }
  at(".tabs").addEventListener("wheel", (event) => { at(".tabs").scrollLeft += event.deltaX + event.deltaY; }, { passive: true });
  at(".tabs").addEventListener("keydown", (event) => {
    const here = tabs.indexOf(event.target);
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (here < 0 || next === undefined) return;
    event.preventDefault();
    const tab = tabs[(next + tabs.length) % tabs.length];
    tab.focus();
    follow(tab.hash, { keep: "replace" });
  });
  startMenu();
}

// All speeches one under another, where the tabs are more than fit.
function startMenu() {
  const [tabs, menu, more] = [at(".tabs"), at("#all"), at("#more")];
  const measure = () => {
    more.hidden = true;
    more.hidden = tabs.scrollWidth <= tabs.clientWidth;
  };
  more.prepend(String(sheets.length));
  menu.addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") menu.replaceChildren(...[...tabs.children].map(inMenu));
  });
  menu.addEventListener("click", (event) => { if (event.target.closest("a")) menu.hidePopover(); });
  addEventListener("resize", measure);
  measure();
}

function inMenu(tab) {
  const copy = tab.cloneNode(true);
  for (const name of ["role", "tabindex", "aria-controls", "aria-selected"]) copy.removeAttribute(name);
  if (tab.ariaSelected === "true") { copy.ariaCurrent = "true"; copy.autofocus = true; }
  return copy;
}
