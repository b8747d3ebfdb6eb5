import { parseDocument, stringify } from "yaml";
import { jsonProblem, type Parsed, parse, parseJson } from "../parse.ts";
import { type Seed, seedSchema } from "./schema.ts";

/** Reads a seed from a text, YAML or JSON. Problems quote nothing that may be a secret. */
export function readSeedText(text: string, root: string): Parsed<Seed> {
  const json = parseJson(text);
  if (json.ok) return readSeed(json.value, root);
  if (/^\s*[{[]/.test(text)) return unreadable(`${root}: ${jsonProblem(text)}`);
  if (text.trim() === "") return unreadable(`${root}: is empty`);
  const document = parseDocument(text, { prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const lines = text.slice(0, error.pos[0]).split("\n");
    const column = (lines.at(-1)?.length ?? 0) + 1;
    return unreadable(`${root}: is not valid YAML: look at line ${lines.length}, column ${column}`);
  }
  try {
    return readSeed(document.toJS(), root);
  } catch {
    return unreadable(
      `${root}: has an alias that stands for nothing, or for too much; write the values themselves`,
    );
  }
}

/** The input, which the schema accepts. */
function readSeed(value: unknown, root: string): Parsed<Seed> {
  const seed = parse(seedSchema, value, root);
  return seed.ok ? { ok: true, value: value as Seed } : seed;
}

function unreadable(problems: string): Parsed<Seed> {
  return { ok: false, place: "", problems };
}

/** A seed for people: YAML without folded lines. */
export function seedYaml(seed: unknown): string {
  return stringify(seed, { lineWidth: 0 });
}
