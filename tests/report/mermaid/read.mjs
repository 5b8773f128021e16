// Reads Mermaid drawings with Mermaid's own parser, and prints what it found as JSON. It runs where mermaid and
// jsdom are installed; mermaid cleans labels with a library that wants a browser's window.
import fs from "node:fs";
import { JSDOM } from "jsdom";

globalThis.window = new JSDOM("").window;
globalThis.document = globalThis.window.document;
const { default: mermaid } = await import("mermaid");

const found = [];
for (const text of JSON.parse(fs.readFileSync(0, "utf8"))) {
  const { diagramType } = await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const states = [...db.getStates().values()];
  found.push({
    type: diagramType,
    title: db.getAccTitle(),
    states: states.filter((state) => state.descriptions.length).map((state) => [state.id, state.descriptions]),
    notes: states.filter((state) => state.note).map((state) => state.note.text),
    edges: db.getRelations().map((edge) => [edge.id1, edge.id2, edge.relationTitle]),
  });
}
console.log(JSON.stringify(found));
