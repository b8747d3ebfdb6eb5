import { isMap, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Place, Row, Table } from "./row.ts";

/** A list of clients, each with `key` and the inputs by their names. */
export function readYaml(text: string): Table {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const placeAt = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const ofDocument = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    place: placeAt(pos[0]),
    text: message.split("\n")[0]?.replace(/ at line .*$/, "") ?? "not YAML",
  }));
  if (ofDocument.length > 0) return { rows: [], mistakes: ofDocument };
  const list = document.contents;
  if (!isSeq<Node>(list)) {
    const text = "the file must be a list of clients, each of which begins with a hyphen";
    return { rows: [], mistakes: [{ place: placeAt(list?.range?.[0] ?? 0), text }] };
  }
  const isClient = (item: Node) => isMap(item);
  const rows = list.items.filter(isClient).map((item) => rowOf(item, document, placeAt));
  const mistakes = list.items
    .filter((item) => !isClient(item))
    .map((item) => ({
      place: placeAt(item.range?.[0] ?? 0),
      text: "a client must be a mapping with key and clientType",
    }));
  return { rows, mistakes };
}

function rowOf(
  item: Node,
  document: ReturnType<typeof parseDocument>,
  placeAt: (offset: number) => Place,
): Row {
  const values = item.toJS(document) as Record<string, unknown>;
  return {
    values,
    placeOf(path) {
      if (!isMap(item)) return placeAt(item.range?.[0] ?? 0);
      const [name = "", ...rest] = path.split(/[.[\]]+/).filter((part) => part !== "");
      const pair = item.items.find(({ key }) => String(key) === name);
      const [index] = rest;
      const value = pair?.value as Node | null | undefined;
      const element = isSeq<Node>(value) && index ? value.items[Number(index)] : undefined;
      const node = element ?? (pair?.key as Node | undefined) ?? item;
      return placeAt(node.range?.[0] ?? 0);
    },
  };
}
