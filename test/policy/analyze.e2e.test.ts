import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayAfter } from "../../policy/src/days.ts";
import { type Cli, startCli } from "../e2e/_cli.ts";
import { stateOf, stateWith } from "./_state.ts";

const FULL_ACCESS = "connected-app-no-full-access-for-third-party";
const LIFETIME = "connected-app-access-token-lifetime";

let cli: Cli;
let folder: string;
beforeAll(async () => {
  cli = await startCli({});
  folder = await mkdtemp(join(tmpdir(), "stytch-policy-"));
});
afterAll(async () => {
  await cli.remove();
  await rm(folder, { recursive: true, force: true });
});

/** `pulumi policy analyze` on a state with these clients. */
function analyze(clients: Record<string, Record<string, unknown>>, config: object = {}) {
  return analyzeState(stateOf(clients), config);
}

/** Whether a state passes, and what the command prints. */
async function analyzeState(text: string, config: object = {}) {
  const state = join(folder, "state.json");
  const settings = join(folder, "config.json");
  await writeFile(state, text);
  await writeFile(settings, JSON.stringify(config));
  const { code, stdout, stderr } = await cli.pulumi(
    ...["policy", "analyze", "--policy-pack", "policy"],
    ...["--policy-pack-config", settings, "--file", state],
  );
  const output = stdout + stderr;
  const reported = [...output.matchAll(/\[(\w+)\] \[severity: \w+\] {2}(\S+) {2}\(\S+ (\S+)\)/g)];
  return { ok: code === 0, output, reported: reported.map((found) => found.slice(1).join(" ")) };
}

describe("the pack on a state", () => {
  it("reports nothing about good clients", async () => {
    const { ok, reported } = await analyze({ good: {} });
    expect(reported).toEqual([]);
    expect(ok).toBe(true);
  });

  it("reports bad ones at their names", async () => {
    const { ok, reported } = await analyze({ bad: { fullAccessAllowed: true }, good: {} });
    expect(reported).toEqual([`mandatory ${FULL_ACCESS} bad`]);
    expect(ok).toBe(false);
  });

  it("says which inputs it could not judge, because they are secrets that it cannot decrypt", async () => {
    const { ok, output } = await analyze({ hidden: { redirectUrls: "[secret]" } });
    expect(output).toContain("redirectUrls is a secret that could not be decrypted");
    expect(output).not.toContain("redirect-count");
    expect(ok).toBe(true);
  });

  it("reports what makes clients whose inputs cannot be read", async () => {
    const provider = "require('pulumi-stytch-connected-apps/dynamic').connectedApp";
    const __provider = `exports.handler=()=>({create:(i)=>${provider}.create(i.app)})`;
    const type = "pulumi-nodejs:dynamic:Resource";
    const urn = `urn:pulumi:prod::shop::${type}::unreadable`;
    const options = { protect: true, additionalSecretOutputs: [] };
    const about = { type, name: "unreadable", urn, options, provider: {} };
    const state = stateWith([{ ...about, properties: { app: "x", __provider } }]);
    const { ok, reported } = await analyzeState(state);
    expect(reported).toEqual(["mandatory connected-app-inputs-readable unreadable"]);
    expect(ok).toBe(false);
  });

  it("only notes them in the profile advisory", async () => {
    const config = { "connected-apps": { profile: "advisory" } };
    const { ok, reported } = await analyze({ bad: { fullAccessAllowed: true } }, config);
    expect(reported).toEqual([`advisory ${FULL_ACCESS} bad`]);
    expect(ok).toBe(true);
  });

  it("explains a violation once, however many clients have it", async () => {
    const slow = { accessTokenExpiryMinutes: 90 };
    const names = Array.from({ length: 12 }, (_, index) => `slow-${index}`);
    const one = await analyze({ "slow-0": slow });
    const { output, reported } = await analyze(Object.fromEntries(names.map((n) => [n, slow])));
    expect(reported.toSorted()).toEqual(
      names.map((name) => `mandatory ${LIFETIME} ${name}`).toSorted(),
    );
    const explained = 'accessTokenExpiryMinutes of "slow-0"';
    expect(output.split(`: see ${explained}.`)).toHaveLength(names.length);
    expect(output.length - one.output.length).toBeLessThan((names.length - 1) * 300);
  });

  it("reports each use of an exemption, and unused exemptions", async () => {
    const expires = dayAfter(new Date(), 300);
    const exemption = { rule: LIFETIME, reason: "old", owner: "me", expires };
    const exemptions = ["slow", "good"].map((client) => ({ client, ...exemption }));
    const { ok, output, reported } = await analyze(
      { slow: { accessTokenExpiryMinutes: 90 }, good: {} },
      { "connected-apps": { exemptions } },
    );
    expect(reported).toEqual([
      `advisory ${LIFETIME} slow`,
      "advisory connected-apps-exemptions shop-prod",
    ]);
    expect(output).toContain(`Exempted until ${expires} by me (old)`);
    expect(output).toContain(`The exemption of me for good from ${LIFETIME} is not used`);
    expect(ok).toBe(true);
  });

  it.each([
    [{ "connected-apps": { profile: "lax" } }, ["connected-apps: profile", '"strict"']],
    [
      { "connected-apps": { profle: "strict" } },
      ["profle is not a parameter. Did you mean profile?"],
    ],
    [{ [LIFETIME]: { publicMinutes: "x" } }, [`${LIFETIME}: publicMinutes`, "integer"]],
    [{ [LIFETIME]: { minutes: 5 } }, [`${LIFETIME}: minutes is not a parameter`]],
  ])("stops with a wrong configuration: %j", async (config, parts) => {
    const { ok, output } = await analyze({ good: {} }, config);
    expect(ok).toBe(false);
    for (const part of parts) expect(output).toContain(part);
  });
});
