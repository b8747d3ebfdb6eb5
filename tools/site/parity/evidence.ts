import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../release/packages.ts";

/** The published part of the API, of which the repository has the schemas of responses. */
const PUBLISHED = "test/data/stytch-openapi-subset.json";

/** Paths that are named after others, which are named after others. */
const ROUNDS = 3;

/**
 * `METHOD /path` of the endpoints whose responses a test holds against their published schema: those that
 * a test names as it does for that. One that a test only composes is not found, so there may be more.
 */
export function heldToSchema(): Set<string> {
  const { paths } = JSON.parse(readFileSync(join(REPOSITORY, PUBLISHED), "utf8")) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const published = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const tests = testsOfEmulator();
  const isNamed = (endpoint: string) =>
    tests.some((text) => text.includes(`"${endpoint}"`) || text.includes(`\`${endpoint}\``));
  return new Set(published.filter(isNamed));
}

/** The tests that hold responses against schemas, with the values of their constants. */
function testsOfEmulator(): string[] {
  const folder = join(REPOSITORY, "test/emulator");
  const shared = constantsOf(readFileSync(join(folder, "_api.ts"), "utf8"));
  return globSync("*.ts", { cwd: folder })
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .filter((text) => text.includes("assertValidResponse"))
    .map((text) => expanded(text, new Map([...shared, ...constantsOf(text)])));
}

function constantsOf(text: string): Map<string, string> {
  const found = text.matchAll(/^(?:export )?const ([A-Z_]+) = ["`]([^"`\n]+)["`];$/gm);
  return new Map([...found].map(([, name = "", value = ""]) => [name, value]));
}

function expanded(text: string, constants: ReadonlyMap<string, string>): string {
  let result = text;
  for (let round = 0; round < ROUNDS; round++)
    result = result.replaceAll(
      /\$\{([A-Z_]+)\}/g,
      (all, name: string) => constants.get(name) ?? all,
    );
  return result;
}
