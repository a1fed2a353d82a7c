// The map as a file of its own, SVG or PNG.

const MOST = { side: 16000, area: 6e7 }; // pixels of a picture that browsers still draw

// The whole map, in the colours that it has here.
function standalone() {
  const { x, y, width, height } = bounds(map);
  const edge = 32;
  const size = { width: Math.ceil(width + 2 * edge), height: Math.ceil(height + 2 * edge) };
  const group = drawBoxes(map, null, { plain: true });
  for (const box of all(".box", group)) box.removeAttribute("data-link");
  const whole = element("svg", { xmlns: SVG, viewBox: `${x - edge} ${y - edge} ${size.width} ${size.height}`, ...size },
    element("rect", { x: x - edge, y: y - edge, ...size, fill: inks().ground }), group);
  return { size, words: new XMLSerializer().serializeToString(whole) };
}

function saveSvg() {
  save(new Blob([standalone().words], { type: "image/svg+xml" }), "svg");
}

async function savePng() {
  const { size, words } = standalone();
  const source = URL.createObjectURL(new Blob([words], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = source;
  await image.decode();
  const scale = Math.min(2, MOST.side / Math.max(size.width, size.height), Math.sqrt(MOST.area / (size.width * size.height)));
  const drawn = document.createElement("canvas");
  drawn.width = Math.floor(size.width * scale);
  drawn.height = Math.floor(size.height * scale);
  drawn.getContext("2d").drawImage(image, 0, 0, drawn.width, drawn.height);
  URL.revokeObjectURL(source);
  drawn.toBlob((blob) => save(blob, "png"), "image/png");
}

function save(blob, suffix) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${at("h2", sheet.list).textContent.replace(/[\\/:*?"<>|\s]+/g, " ").trim().slice(0, 60) || "map"}.${suffix}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
