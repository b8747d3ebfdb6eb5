import { mkdir, readdir, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as dynamicSdk from "pulumi-stytch-connected-apps";
import { REPOSITORY } from "./_process.ts";

/** By which way the engine reaches the lifecycle. The variable is set by the project of vitest. */
export const DOOR = process.env.STYTCH_DOOR === "plugin" ? "plugin" : "dynamic";

const PACKAGE = "pulumi-stytch-connected-apps";

/** A package with the same names; its types are not as narrow, so that tests have those of the other. */
const PLUGIN_SDK = join(REPOSITORY, "test/e2e/_plugin-sdk");

const sdk: typeof dynamicSdk =
  DOOR === "plugin" ? createRequire(import.meta.url)(PLUGIN_SDK) : dynamicSdk;

export const {
  ConnectedApp,
  OrganizationConnectedApps,
  StytchProvider,
  getConnectedApp,
  getConnectedAppOutput,
  getConnectedApps,
  getConnectedAppsOutput,
} = sdk;
export type ConnectedApp = dynamicSdk.ConnectedApp;
export type {
  ConnectedAppArgs,
  OrganizationConnectedAppsArgs,
} from "pulumi-stytch-connected-apps";

/** Gives a program the packages of this repository, by the door's SDK under the name of the package. */
export async function linkPackages(folder: string): Promise<void> {
  const [from, to] = [join(REPOSITORY, "node_modules"), join(folder, "node_modules")];
  if (DOOR === "dynamic") return symlink(from, to);
  await mkdir(to);
  const names = (await readdir(from)).filter((name) => name !== PACKAGE);
  for (const name of names) await symlink(join(from, name), join(to, name));
  await symlink(PLUGIN_SDK, join(to, PACKAGE));
}

/** For the settings of a project of Pulumi. */
export const PROJECT_SETTINGS =
  DOOR === "plugin"
    ? { plugins: { providers: [{ name: "stytch", path: join(REPOSITORY, "plugin/bin") }] } }
    : {};

/** The same as lines of a `Pulumi.yaml`. */
export function projectLines(): string {
  const lines = Object.entries(PROJECT_SETTINGS);
  return lines.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join("");
}

/** Where the doors differ on purpose. */
interface Facts {
  /** The type token of a resource. */
  token(type: "ConnectedApp" | "OrganizationConnectedApps"): string;
  /** How the engine shows that something is wrong at a path of a resource's properties. */
  failure(resource: string, path: string): RegExp;
  /** What begins a line that a person is told of a resource; the plugin tells it at the resource. */
  readonly told: string;
  /** A provider that the program makes itself, with these settings alone. */
  provider(name: string, settings: Record<string, string>): pulumi.ProviderResource;
  /** What is said of such a provider without a secret; the class of the dynamic door says it itself. */
  noSecret(name: string): RegExp;
  /** How many texts of a provider stand in a state. */
  readonly providerTexts: 0 | 1;
  /** Of a client with few fields in a state, but for times and places. */
  readonly stateBytes: number;
  /** Whether hooks of the program tell what happens to secrets; else the provider does. */
  readonly hasHooks: boolean;
  /** Whether the engine stores where an SDK calls it beside where the program calls the SDK. */
  readonly hasFramesOfSdk: boolean;
  /** Whether a secret in clear in the configuration is a warning: the engine hides from plugins which it is. */
  readonly warnsOfClearSecret: boolean;
  /** Whether a failed look-up names what was looked for, and stands alone without frames of an SDK. */
  readonly tellsLookups: boolean;
  /** Whether a refresh shows drift in what the program ignores; the engine tells the plugin what that is. */
  readonly refreshShowsIgnored: boolean;
  /** Messages of the Node.js SDK that hold client secrets in clear; the dynamic door keeps one out. */
  readonly sdkLogsOfSecrets: readonly RegExp[];
}

class ExplicitProvider extends pulumi.ProviderResource {}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const FACTS: Record<typeof DOOR, Facts> = {
  dynamic: {
    token: (type) => `pulumi-nodejs:dynamic/stytch:${type}`,
    failure: (resource, path) => RegExp(`resource '${resource}' has a problem: ${escaped(path)} `),
    told: "Stytch: ",
    provider: (name, settings) => {
      const given = Object.entries(settings).map(([key, value]) => [`stytch:${key}`, value]);
      // By hand, since the class refuses what no program may leave out.
      return new ExplicitProvider("pulumi-nodejs", name, Object.fromEntries(given));
    },
    noSecret: (name) => RegExp(`ERR_STYTCH_SETTINGS\\] StytchProvider ${name}: secret is missing`),
    providerTexts: 1,
    stateBytes: 1_741,
    hasHooks: true,
    hasFramesOfSdk: false,
    warnsOfClearSecret: true,
    tellsLookups: true,
    refreshShowsIgnored: true,
    sdkLogsOfSecrets: [],
  },
  plugin: {
    token: (type) => `stytch:index:${type}`,
    failure: (resource, path) => {
      const [property = ""] = path.split(/[.[]/);
      const begin = `resource '${resource}': property ${property} value {`;
      return RegExp(`${begin}[^]*} has a problem: ${escaped(path)} `);
    },
    told: "",
    provider: (name, settings) =>
      new StytchProvider(name, settings as unknown as dynamicSdk.StytchProviderArgs),
    noSecret: (name) => RegExp(`resource '${name}' has a problem: .*stytch:secret is missing`),
    providerTexts: 0,
    stateBytes: 1_549,
    hasHooks: false,
    hasFramesOfSdk: true,
    warnsOfClearSecret: false,
    tellsLookups: false,
    refreshShowsIgnored: false,
    sdkLogsOfSecrets: [/RegisterResource RPC finished/],
  },
};

export const door: Facts = FACTS[DOOR];
