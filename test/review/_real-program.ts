import { join } from "node:path";
import { checkConnectedApp } from "../../provider/src/connected-app/inputs/check.ts";
import { type Case, CORPUS, inputsOf, isSecret, isUnknown, resourceOf } from "./_corpus.ts";
import type { Door } from "./_forms.ts";

const UNKNOWN = "unknown";

/** The changes that one program on an engine can make, in one stack in which none disturbs another. */
export const REAL: readonly Case[] = CORPUS.filter((one) => {
  const isOwn = resourceOf(one) === "ConnectedApp" && one.others === undefined && !one.imported;
  const isHeld = one.outputs === undefined || "nextClientSecret" in one.outputs;
  // In one stack, all that add the same audience share it.
  const isApart = !one.means.some((meaning) => meaning.endsWith(" audience-added"));
  const isTaken = [one.before, one.after].some(
    (side) => side && ("adoptClientId" in side || "adoptByName" in side),
  );
  // A project of users has no organizations.
  const isOfUsers = !JSON.stringify(one).includes("organization.");
  return isOfUsers && isOwn && isHeld && isApart && !isTaken && isAccepted(one);
});

/** Whether the provider takes the inputs of both sides. */
function isAccepted(one: Case): boolean {
  return (["before", "after"] as const).every((side) => {
    const inputs = inputsOf(one, side);
    if (inputs === undefined) return true;
    const plain = JSON.parse(JSON.stringify(inputs), (_key, value) =>
      isUnknown(value) ? UNKNOWN : isSecret(value) ? value.value : value,
    );
    return checkConnectedApp(plain, (value) => value === UNKNOWN).failures.length === 0;
  });
}

const CLASSES: Readonly<Record<Door, string>> = {
  dynamic: 'const { ConnectedApp } = require("pulumi-stytch-connected-apps");',
  plugin: `class ConnectedApp extends pulumi.CustomResource {
  constructor(name, args, options) { super("stytch:index:ConnectedApp", name, { ...args, clientSecret: undefined }, options); }
}`,
};

/** The files of a program that makes these clients as `side.txt` says: `before`, `after` or `known`. */
export function program(door: Door, repository: string): Record<string, string> {
  const cases = REAL.map((one) => ({
    sides: { before: inputsOf(one, "before"), after: inputsOf(one, "after") },
    protect: one.protect ?? [false, false],
    retainOnDelete: one.retainOnDelete ?? false,
  }));
  const plugins = `plugins:\n  providers:\n    - name: stytch\n      path: ${join(repository, "plugin/bin")}\n`;
  const lines = CLASSES[door].split("\n");
  // The clients are on the same line with each class.
  const padding = "\n".repeat(4 - lines.length);
  return {
    "Pulumi.yaml": `name: shop\nruntime: nodejs\n${door === "plugin" ? plugins : ""}`,
    "package.json": "{}",
    "cases.json": JSON.stringify(cases),
    "index.js": `const pulumi = require("@pulumi/pulumi");
const { readFileSync } = require("node:fs");
const cases = require("./cases.json");
${lines.join("\n")}${padding}
const side = readFileSync(__dirname + "/side.txt", "utf8");
const source = side === "after" ? new ConnectedApp("source", { clientType: "third_party" }) : undefined;
const isMarked = (value, mark) => value?.$ === mark;
const within = (value) => Array.isArray(value) ? value.map(within)
  : isMarked(value, "unknown") ? source.id
  : isMarked(value, "secret") ? pulumi.secret(value.value) : value;
const holdsUnknown = (inputs) => JSON.stringify(inputs ?? {}).includes('"unknown"');
for (const [at, { sides, protect, retainOnDelete }] of cases.entries()) {
  const isAfter = side === "after" || (side === "known" && !holdsUnknown(sides.after));
  const inputs = isAfter ? sides.after : sides.before;
  if (!inputs) continue;
  const args = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, within(value)]));
  new ConnectedApp("case-" + at, args, { protect: protect[isAfter ? 1 : 0], retainOnDelete });
}
`,
  };
}
