// Reads an array of mind maps from standard input and prints their trees as Mermaid's own parser sees them.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(createRequire(`${process.argv[2]}/`).resolve(name)));
const { JSDOM } = await load("jsdom");
globalThis.window = new JSDOM("").window;
globalThis.document = window.document;
const { default: mermaid } = await load("mermaid");

// Between parsing and drawing Mermaid keeps #35; as ﬂ°°35¶ß.
const decoded = (words) => words.replace(/ﬂ°°(\d+)¶ß/g, (_, number) => String.fromCodePoint(number));
const tree = (node) => [decoded(node.descr), node.children.map(tree)];
const trees = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  await mermaid.parse(text);
  trees.push(tree((await mermaid.mermaidAPI.getDiagramFromText(text)).db.getMindmap()));
}
console.log(JSON.stringify(trees));
