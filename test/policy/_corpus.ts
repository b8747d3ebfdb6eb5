import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Configuration } from "../../policy/src/configuration.ts";
import { dayAfter } from "../../policy/src/days.ts";
import type { Finding } from "../../policy/src/findings.ts";
import { EXEMPTIONS } from "../../policy/src/pack-findings.ts";
import { appsOf as connectedAppsOf } from "../../policy/src/policy-app.ts";
import type { ConnectedApp } from "../../policy/src/rule.ts";
import { SETTINGS, settingsSchema } from "../../policy/src/settings.ts";
import { TOKENS } from "../../policy/src/tokens.ts";
import { thirdParty } from "./_client.ts";
import type { AnalyzedResource } from "./_policy-server.ts";

/** What a case says of a client; the rest is a third-party client of a live project, breaking no rule. */
const clientSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default("app"),
  properties: z.record(z.string(), z.json()).default({}),
  /** Properties that are left out altogether. */
  without: z.array(z.string()).default([]),
  environment: z.enum(["live", "test", "unknown"]).default("live"),
  stack: z.string().default("prod"),
  type: z.string().default(TOKENS.connectedApp.dynamic),
  protect: z.boolean().default(true),
  additionalSecretOutputs: z.array(z.string()).default(["clientSecret"]),
});

/** A client that breaks no rule in any profile. */
export const DEFAULT_CLIENT = clientSchema.parse({});

/** `<level> <rule> <client>.<property>`; without a client for what no single one caused. */
const EXPECTATION =
  /^(?:advisory|mandatory|remediate) connected-apps?(?:-[a-z-]+)?(?: [a-z0-9-]+\.\S+)?$/;

const caseSchema = z.strictObject({
  title: z.string().min(1),
  clients: z.array(clientSchema).min(1).default([DEFAULT_CLIENT]),
  /** As `--policy-pack-config` takes it. */
  configuration: z.record(z.string(), z.json()).default({}),
  expected: z.array(z.string().regex(EXPECTATION)),
});

export interface CorpusCase extends z.output<typeof caseSchema> {
  /** Name of its file without ending: what the case is about. */
  readonly theme: string;
}

type CorpusClient = z.output<typeof clientSchema>;

const FOLDER = join(import.meta.dirname, "corpus");

/** Every case of the corpus, file by file. Throws for one that is not well-formed. */
export function readCorpus(): CorpusCase[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(FOLDER, file), "utf8");
      const given: unknown = JSON.parse(
        text.replaceAll("<in 300 days>", dayAfter(new Date(), 300)),
      );
      const theme = file.replace(/\.json$/, "");
      return z
        .array(caseSchema)
        .parse(given, { reportInput: true })
        .map((one) => ({ theme, ...one }));
    });
}

/** What a plugin cannot violate: it returns secrets as such, and refuses a client without a type. */
const OF_DYNAMIC = /connected-app-(?:secret-outputs-marked|inputs-readable) /;

/** A case by who serves its clients: as it stands, or as the same program has it with the plugin. */
export const DOORS: readonly (readonly [string, (one: CorpusCase) => CorpusCase])[] = [
  ["the dynamic provider", (one) => one],
  ["the plugin", byPlugin],
];

function byPlugin({ clients, expected, ...rest }: CorpusCase): CorpusCase {
  const plugins = new Map<string, string>(
    [TOKENS.connectedApp, TOKENS.organization].map(({ dynamic, plugin }) => [dynamic, plugin]),
  );
  const served = clients.map((client) => {
    const type = plugins.get(client.type);
    return type === undefined ? client : { ...client, type, additionalSecretOutputs: [] };
  });
  return { ...rest, clients: served, expected: expected.filter((at) => !OF_DYNAMIC.test(at)) };
}

/** Kinds of projects by their ids. */
const PROJECT_OF = { live: "project-live-1", test: "project-test-1", unknown: undefined };

/** The settings of a provider, which has a name for the project that depends on its package. */
function settingsOfProvider(
  type: string,
  environment: CorpusClient["environment"],
): Record<string, unknown> {
  const projectId = PROJECT_OF[environment];
  if (projectId === undefined) return {};
  return type.startsWith("stytch:") ? { projectId } : { "stytch:projectId": projectId };
}

/** A client of a case as the engine holds it. Audiences differ by name, so that none is shared. */
export function resourceOf(client: CorpusClient): AnalyzedResource {
  const { name, stack, type, environment, protect, additionalSecretOutputs } = client;
  const properties = thirdParty({
    clientDescription: "For tests.",
    accessTokenExpiryMinutes: 10,
    accessTokenCustomAudience: `https://${name}.example`,
    ...client.properties,
  });
  for (const property of client.without) delete properties[property];
  return {
    type,
    name,
    urn: `urn:pulumi:${stack}::shop::${type}::${name}`,
    properties,
    options: { protect, additionalSecretOutputs },
    provider: settingsOfProvider(type, environment),
  };
}

/** The Connected Apps of a case, as the library takes them. */
export function appsOf({ clients, configuration }: CorpusCase): ConnectedApp[] {
  const settings = settingsOf(configuration);
  return clients.flatMap((client) => {
    const { properties, provider, options, ...resource } = resourceOf(client);
    const owner = { type: "", name: "", urn: "", props: provider };
    const opts = { ...options, ignoreChanges: [], aliases: [], customTimeouts: NO_TIMEOUTS };
    const given = { ...resource, props: properties, opts, provider: owner };
    return connectedAppsOf(given, settings, undefined);
  });
}

const NO_TIMEOUTS = { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 };

function settingsOf(configuration: Configuration) {
  const { enforcementLevel: _, ...given } = (configuration[SETTINGS] ?? {}) as Configuration;
  return settingsSchema.safeParse(given).data ?? settingsSchema.parse({});
}

/** What was found, in the form of the corpus, and what was said. */
export interface Reported {
  readonly place: string;
  readonly message: string;
}

/** A finding of the library; errors of the configuration belong to no client. */
export function reportedOf({ rule, level, urn, property, message }: Finding): Reported {
  const client = urn?.split("::").at(-1);
  const at = client === undefined ? "" : ` ${client}.${property}`;
  return { place: `${level} ${rule}${at}`, message };
}

/** What was reported, with the whole message of the library where a pack points to another one. */
export function whole({ place, message }: Reported, library: readonly Reported[]): Reported {
  const [, summary] = /^(.*): see (?:\S+ of )?"[^"]*"\./s.exec(message) ?? [];
  if (summary === undefined) return { place, message };
  const found = library.find((one) => one.place === place && one.message.startsWith(summary));
  return { place, message: found?.message ?? message };
}

const MESSAGE = /^(?:Exempted until .*?\): )?(\S+) is /s;

/** A violation as an engine reports it: at the resource that it is found in, the property in the text. */
export function reportedAt(level: string, rule: string, urn: string, message: string): Reported {
  const isOfNoClient =
    rule === EXEMPTIONS || message.startsWith("The configuration of the policy pack");
  const [, property] = MESSAGE.exec(message) ?? [];
  const at = isOfNoClient ? "" : ` ${urn.split("::").at(-1)}.${property}`;
  return { place: `${level} ${rule}${at}`, message };
}

/** Without duplicates, sorted: a pack reports at every client that its configuration is wrong. */
export function sorted(reported: readonly Reported[]): Reported[] {
  const byText = new Map(
    reported.map((one): [string, Reported] => [`${one.place}\n${one.message}`, one]),
  );
  return [...byText.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

export function placesOf(reported: readonly Reported[]): string[] {
  return sorted(reported).map(({ place }) => place);
}
