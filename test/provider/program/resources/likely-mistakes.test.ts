import { output } from "@pulumi/pulumi";
import { warn } from "@pulumi/pulumi/log/index.js";
import { beforeEach, describe, expect, test, vi } from "vitest";
import {
  ConnectedApp,
  type ConnectedAppArgs,
} from "../../../../provider/src/program/resources/connected-app.ts";
import { mockEngine, resolved } from "./_mocks.ts";

vi.mock("@pulumi/pulumi/log/index.js", () => ({ info: vi.fn(), warn: vi.fn() }));

beforeEach(async () => {
  vi.mocked(warn).mockClear();
  await mockEngine();
});

const MEANT = "if that is a mistake, write the value or set the variable";
const NO_VALUE = `contains the word undefined, null or NaN; ${MEANT}`;
const NO_PART = `has a part that ends with undefined or NaN; ${MEANT}`;
const NO_CLAIM = `has a claim that is the text "undefined", "null" or "NaN"; ${MEANT}`;

/** The warnings of a client of these inputs, which all stand at it. */
async function warningsOf(args: Omit<ConnectedAppArgs, "clientType">): Promise<string[]> {
  const app = new ConnectedApp("web", { clientType: "first_party", ...args } as ConnectedAppArgs);
  await resolved(app.urn);
  const calls = vi.mocked(warn).mock.calls;
  for (const [, resource] of calls) expect(resource).toBe(app);
  return calls.map(([text]) => text);
}

const MISTAKE = "https://a.example/web-undefined";

describe("a likely mistake gets a warning with its path, and without its value", () => {
  test.each<[string, Omit<ConnectedAppArgs, "clientType">]>([
    [`clientName ${NO_VALUE}`, { clientName: "Client of undefined" }],
    [`clientDescription ${NO_VALUE}`, { clientDescription: "of null" }],
    [`secretVersion ${NO_VALUE}`, { secretVersion: "undefined" }],
    [`nextSecretVersion ${NO_VALUE}`, { secretVersion: "1", nextSecretVersion: "NaN" }],
    [`redirectUrls[1] ${NO_PART}`, { redirectUrls: ["https://a.example", MISTAKE] }],
    [`postLogoutRedirectUrls[0] ${NO_PART}`, { postLogoutRedirectUrls: [MISTAKE] }],
    [`logoUrl ${NO_PART}`, { logoUrl: MISTAKE }],
    [`accessTokenCustomAudience ${NO_PART}`, { accessTokenCustomAudience: MISTAKE }],
    [`accessTokenTemplateContent ${NO_CLAIM}`, { accessTokenTemplateContent: '{"a":"null"}' }],
    [
      `idTokenTemplateContent.a[1].b ${NO_CLAIM}`,
      {
        idTokenTemplateContent: { a: [1, { b: "undefined" }], c: null },
      },
    ],
  ])("%s", async (warning, args) => {
    expect(await warningsOf(args)).toEqual([warning]);
  });
});

test("each mistake gets its own warning", async () => {
  const args = { clientName: "Client of undefined", redirectUrls: [MISTAKE, MISTAKE] };
  expect(await warningsOf(args)).toEqual([
    `clientName ${NO_VALUE}`,
    `redirectUrls[0] ${NO_PART}`,
    `redirectUrls[1] ${NO_PART}`,
  ]);
});

test.each<[string, Omit<ConnectedAppArgs, "clientType">]>([
  ["whole", { redirectUrls: output(Promise.resolve(["https://a.example", MISTAKE])) }],
  ["in part", { redirectUrls: ["https://a.example", output(MISTAKE)] }],
  ["a promise", { redirectUrls: ["https://a.example", Promise.resolve(MISTAKE)] }],
])("a value that is known later is judged then (%s)", async (_title, args) => {
  await warningsOf(args);
  await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(1));
  expect(vi.mocked(warn).mock.calls[0]?.[0]).toBe(`redirectUrls[1] ${NO_PART}`);
});

test.each<[string, Omit<ConnectedAppArgs, "clientType">]>([
  ["what has a value", { clientName: "Client", redirectUrls: ["https://a.example/cb"] }],
  ["what is left out", { clientName: undefined, idTokenTemplateContent: { a: null } }],
])("nothing is said of %s", async (_title, args) => {
  expect(await warningsOf(args)).toEqual([]);
});
