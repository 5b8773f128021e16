// Reads Mermaid drawings with Mermaid's own parser, draws them, and prints what it found as JSON. It runs where
// mermaid and jsdom are installed; mermaid cleans labels with a library that wants a browser's window, and draws
// with measures that jsdom does not take.
import fs from "node:fs";
import { JSDOM } from "jsdom";

globalThis.window = new JSDOM("").window;
globalThis.document = globalThis.window.document;
globalThis.CSSStyleSheet = class {
  cssRules = [];
  insertRule() {}
};
const box = { x: 0, y: 0, width: 50, height: 20, top: 0, left: 0, right: 50, bottom: 20 };
window.SVGElement.prototype.getBBox = () => box;
window.SVGElement.prototype.getComputedTextLength = () => box.width;
window.Element.prototype.getBoundingClientRect = () => box;
const { default: mermaid } = await import("mermaid");

const found = [];
for (const text of JSON.parse(fs.readFileSync(0, "utf8"))) {
  const { diagramType } = await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const states = [...db.getStates().values()];
  const { svg } = await mermaid.render(`drawn${found.length}`, text);
  found.push({
    drawnTitle: new JSDOM(svg).window.document.querySelector("svg > title").textContent,
    type: diagramType,
    title: db.getAccTitle(),
    states: states.filter((state) => state.descriptions.length).map((state) => [state.id, state.descriptions]),
    notes: states.filter((state) => state.note).map((state) => state.note.text),
    edges: db.getRelations().map((edge) => [edge.id1, edge.id2, edge.relationTitle]),
  });
}
console.log(JSON.stringify(found));
