import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** What the policies said of a file that they let pass. */
export interface Passed {
  /** Of all that they decide by. */
  readonly key: string;
  readonly advisory: readonly string[];
}

/** All that the policies decide by, but for their code. */
export interface Judged {
  /** As the messages name it. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The text of the configuration; undefined if none was given. */
  readonly configuration: string | undefined;
  readonly projectId: string | undefined;
}

/** An argument of a command can have 128 KiB. */
const LONGEST = 100_000;

const POLICY = "pulumi-stytch-connected-apps-policy";
/** What turns the file into clients, besides this folder. */
const READERS = ["csv-parse", "yaml"];

/** @returns undefined for a text that is not one of a verdict. */
export function passedOf(text: string | undefined): Passed | undefined {
  const [, key, lines] = /^(\S+) (\[.*\])$/s.exec(text ?? "") ?? [];
  if (key === undefined || lines === undefined) return undefined;
  try {
    const advisory: unknown = JSON.parse(lines);
    return areLines(advisory) ? { key, advisory } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a terminal only prints them: others than runs can write tags. */
function areLines(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.every((line) => typeof line === "string" && !/[^\P{Cc}\n]/u.test(line))
  );
}

/** @returns undefined if it is too long to be recorded. */
export function textOfPassed({ key, advisory }: Passed): string | undefined {
  const text = `${key} ${JSON.stringify(advisory)}`;
  return text.length > LONGEST ? undefined : text;
}

/**
 * The same only if the policies must say the same again.
 *
 * @param code of {@link codeOfPolicies}.
 * @param now a configuration may hold exemptions, which expire at the end of a day (UTC).
 */
export function keyOfVerdict(judged: Judged, code: string, now: Date): string {
  const { file, bytes, configuration, projectId } = judged;
  const day = configuration === undefined ? "" : now.toISOString().slice(0, "2000-01-01".length);
  const facts = JSON.stringify([code, file, configuration, projectId, day]);
  return createHash("sha256").update(facts).update("\n").update(bytes).digest("hex");
}

/** Of the policies and of what prepares their input: the files themselves, and the versions of what these load. */
export async function codeOfPolicies(): Promise<string> {
  const manifest = findPackageJSON(POLICY, import.meta.url);
  if (manifest === undefined) throw new Error(`${POLICY} is not installed`);
  const { dependencies = {} } = JSON.parse(await readFile(manifest, "utf8"));
  const inPolicy = pathToFileURL(manifest);
  const paths = [
    manifest,
    ...(await sourcesIn(join(dirname(manifest), "dist"))),
    ...(await sourcesIn(import.meta.dirname)),
    ...Object.keys(dependencies).flatMap((name) => findPackageJSON(name, inPolicy) ?? []),
    ...READERS.flatMap((name) => findPackageJSON(name, import.meta.url) ?? []),
  ];
  const texts = await Promise.all(paths.map((path) => readFile(path)));
  const hash = createHash("sha256").update(process.version);
  for (const text of texts) hash.update(createHash("sha256").update(text).digest());
  return hash.digest("hex");
}

async function sourcesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const sources = names.filter((name) => /\.[cm]?[jt]s$/.test(name) && !name.endsWith(".d.ts"));
  return sources.toSorted().map((name) => join(folder, name));
}
