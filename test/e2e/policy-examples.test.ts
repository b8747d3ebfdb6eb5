import { beforeEach, describe, expect, it } from "vitest";
import type { Cli } from "./_cli.ts";
import { CREATE, SEARCH, type TestProject } from "./_project.ts";
import { eachTestScope } from "./_scope.ts";

const scope = eachTestScope();
let project: TestProject;
let cli: Cli;

beforeEach(async () => {
  project = await scope.project();
  cli = await scope.cli(project);
});

/** Folder of each example's pack, as the documentation gives it, and the types of the clients it makes. */
const EXAMPLES = {
  baseline: {
    pack: "../../../policy",
    types: ["first_party", "first_party_public", "third_party", "third_party_public"],
  },
  "strict-mcp": {
    pack: "../../../policy",
    types: ["first_party", "third_party_public", "third_party_public", "third_party_public"],
  },
  "custom-pack": { pack: "pack", types: ["first_party"] },
};
type Example = keyof typeof EXAMPLES;

/** Runs `up` or `preview` of an example under its pack and configuration, after changes to its files. */
async function runUnderPolicies(
  command: "up" | "preview",
  name: Example,
  changes: readonly Change[] = [],
) {
  const example = await scope.example(`policies/${name}`);
  for (const change of changes) await example.edit(...change);
  const at = ["--cwd", example.folder, "--color", "never"];
  expect(await cli.pulumi(...at, "stack", "init", "example")).toMatchObject({ code: 0 });
  const { code, stdout, stderr } = await cli.pulumi(
    ...[...at, command, ...(command === "up" ? ["--yes", "--skip-preview"] : [])],
    ...["--policy-pack", EXAMPLES[name].pack, "--policy-pack-config", "policy-config.json"],
  );
  const output = stdout + stderr;
  const reported = [...output.matchAll(/\[(\w+)\] \[severity: \w+\] {2}(\S+) {2}\(\S+ (\S+)\)/g)];
  return { code, output, reported: reported.map((found) => found.slice(1).join(" ")) };
}

/** File, text in it, what stands there instead. */
type Change = [file: string, from: string, to: string];

const LIFETIME = "connected-app-access-token-lifetime";

describe("the policy example", () => {
  it.each([
    { name: "baseline", notes: [] },
    { name: "strict-mcp", notes: [`advisory ${LIFETIME} mcp-agent`] },
    { name: "custom-pack", notes: [] },
  ] as const)(
    "$name creates its clients, and the pack notes its exemptions only",
    async ({ name, notes }) => {
      const requests = await project.requestsDuring(async () => {
        const { code, output, reported } = await runUnderPolicies("up", name);
        expect(code, output).toBe(0);
        expect(output).toMatch(/^Policies:$/m);
        expect(reported).toEqual(notes);
      });
      const { types } = EXAMPLES[name];
      expect(requests).toEqual({ [SEARCH]: 1, [CREATE]: types.length });
      const created = await project.clients();
      expect(created.map(({ client_type }) => client_type).sort()).toEqual(types);
    },
  );

  it.each<{ name: Example; mistake: string; changes: Change[]; refused: string[]; says: string[] }>(
    [
      {
        name: "baseline",
        mistake: "a placeholder in a partner's redirect URL",
        changes: [["index.ts", "https://parcels.example/", "https://*.parcels.example/"]],
        refused: ["mandatory connected-app-redirect-no-wildcard partner"],
        says: ['redirectUrls[0] is "https://*.parcels.example/oauth/callback"'],
      },
      {
        name: "strict-mcp",
        mistake: "a client without an audience, and an exemption that ran out",
        changes: [
          ["index.ts", '  accessTokenCustomAudience: "https://api.example.com",\n', ""],
          ["policy-config.json", "2036-06-30", "2020-01-31"],
        ],
        refused: [
          `mandatory ${LIFETIME} mcp-agent`,
          "mandatory connected-app-custom-audience server",
        ],
        says: ["The exemption of agents@example.com expired on 2020-01-31"],
      },
      {
        name: "custom-pack",
        mistake: "an unknown owner beside a placeholder",
        changes: [
          ["index.ts", "Owner: shop", "Owner: ship"],
          ["index.ts", "https://app.", "https://*."],
        ],
        refused: [
          "mandatory acme-connected-app-owner web",
          "mandatory connected-app-redirect-no-wildcard web",
        ],
        says: ['clientDescription is of the owner "ship"', "one of identity, shop."],
      },
    ],
  )("$name refuses at preview: $mistake", async ({ name, changes, refused, says }) => {
    const requests = await project.requestsDuring(async () => {
      const { code, output, reported } = await runUnderPolicies("preview", name, changes);
      expect(code, output).not.toBe(0);
      expect(reported.sort()).toEqual(refused.sort());
      for (const message of says) expect(output).toContain(message);
    });
    expect(requests).toEqual({});
  });
});
