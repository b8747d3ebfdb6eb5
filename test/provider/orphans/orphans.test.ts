import { describe, expect, test } from "vitest";
import { findOrphans } from "../../../provider/src/orphans/orphans.ts";
import { reportJson, reportText } from "../../../provider/src/orphans/report.ts";
import { readStackFile, StackFileError } from "../../../provider/src/orphans/stack-file.ts";
import { app, PROJECT_ID } from "../export/_program.ts";
import { byPlugin, ENCRYPTED, pending, resource, stateText } from "./_state.ts";

const INPUTS = {
  clientType: "first_party",
  clientName: "web",
  redirectUrls: ["https://a.example/cb", "https://b.example/cb"],
};
const LOST = app({ ...INPUTS, redirectUrls: [...INPUTS.redirectUrls].reverse() });
const stack = (resources: object[], operations?: object[], name = "dev.json") =>
  readStackFile(name, stateText(resources, operations));

test("a state of the plugin says the same as one of the dynamic provider", () => {
  const nothing = { adoptClientId: null, adoptByName: null };
  const text = stateText([resource("web", "1")], [pending("new", { ...INPUTS, ...nothing })]);
  const ofPlugin = readStackFile("dev.json", byPlugin(text));
  expect(ofPlugin).toMatchObject({ ids: new Set(["1"]), projectIds: new Set([PROJECT_ID]) });
  const file = "dev.json";
  const urn = "urn:pulumi:dev::shop::stytch:index:ConnectedApp::new";
  expect(findOrphans([LOST], [ofPlugin])).toEqual([{ app: LOST, pendingCreates: [{ urn, file }] }]);
});

describe("a client of the project", () => {
  test.each([
    ["as a client", [resource("web", LOST.clientId)]],
    ["as anything else", [{ urn: "u", type: "other:index:Client", id: LOST.clientId }]],
    ["as one to be deleted", [{ ...resource("web", LOST.clientId), delete: true }]],
  ])("that a stack has %s is no orphan", (_title, resources) => {
    expect(findOrphans([LOST], [stack([]), stack(resources)])).toEqual([]);
  });

  test("that a stack was about to change or delete is no orphan", () => {
    const operation = { resource: resource("web", LOST.clientId), type: "deleting" };
    expect(findOrphans([LOST], [stack([], [operation])])).toEqual([]);
  });

  test("that no stack has is one, and those of a pending create come first", () => {
    const other = app({ clientId: "other", clientName: "other" });
    const known = app({ clientId: "known" });
    const stacks = [
      stack([resource("known", "known")], undefined, "a.json"),
      stack([], [pending("web", INPUTS)], "b.json"),
    ];
    const { urn } = pending("web", INPUTS).resource;
    expect(findOrphans([other, known, LOST], stacks)).toEqual([
      { app: LOST, pendingCreates: [{ urn, file: "b.json" }] },
      { app: other, pendingCreates: [] },
    ]);
  });
});

describe("a pending create", () => {
  const isMarked = (inputs: object, type?: string) =>
    findOrphans([LOST], [stack([], [pending("web", inputs, type)])])[0]?.pendingCreates.length ===
    1;

  test("is matched by all that it says in clear", () => {
    expect(isMarked(INPUTS)).toBe(true);
  });

  test.each([
    ["another type", { clientType: "third_party" }],
    ["another name", { clientName: "other" }],
    ["a URL more", { redirectUrls: [...INPUTS.redirectUrls, "https://c.example/cb"] }],
    ["no URL", { redirectUrls: undefined }],
    ["a field more", { accessTokenExpiryMinutes: 15 }],
    ["a client to take over", { adoptClientId: LOST.clientId }],
    ["a client to take over by its name", { adoptByName: true }],
  ])("is not matched with %s", (_title, change) => {
    expect(isMarked({ ...INPUTS, ...change })).toBe(false);
  });

  test("is matched whatever a secret of it is", () => {
    const [first] = INPUTS.redirectUrls;
    expect(isMarked({ ...INPUTS, clientName: ENCRYPTED, redirectUrls: [first, ENCRYPTED] })).toBe(
      true,
    );
    expect(isMarked({ ...INPUTS, clientName: ENCRYPTED, clientDescription: "x" })).toBe(false);
  });

  test("is none if the operation was another", () => {
    expect(isMarked(INPUTS, "updating")).toBe(false);
  });
});

describe("the state of a stack", () => {
  test.each([
    ["another JSON", '{"deployment":[]}'],
    ["the history of a stack", '{"kind":"update","startTime":1795901447,"message":"canary"}'],
    ["attributes of a backend's file", '{"user.metadata":null,"md5":"canary"}'],
    ["resources that are none", stateText([{ canary: "canary-value" }])],
  ])("that is %s is refused by its name, and not quoted", (_title, text) => {
    const read = () => readStackFile("dev.json", text);
    expect(read).toThrow(StackFileError);
    expect(read).toThrow(/^dev\.json: is not the state of a stack; /);
    expect(read).not.toThrow("canary");
  });

  test.each([
    ["nothing", ""],
    ["no JSON", "canary-value"],
    ["cut off", stateText([resource("a", "canary")]).slice(0, -1)],
  ])("that is %s is refused as perhaps cut off, and not quoted", (_title, text) => {
    const read = () => readStackFile("dev.json", text);
    expect(read).toThrow(StackFileError);
    expect(read).toThrow(/^dev\.json: is not JSON, or is cut off, .* the newest backup/);
    expect(read).not.toThrow("canary");
  });

  test("may be a file in which a backend keeps it", () => {
    const exported = stateText([resource("a", "1")], [pending("b", {})]);
    const { version, deployment: latest } = JSON.parse(exported);
    const kept = { version, checkpoint: { stack: "organization/shop/dev", latest } };
    expect(readStackFile("x", JSON.stringify(kept))).toEqual(readStackFile("x", exported));
    const empty = '{"version":3,"checkpoint":{"stack":"organization/shop/dev"}}';
    expect(readStackFile("x", empty)).toMatchObject({ ids: new Set(), pendingCreates: [] });
  });

  test("may be empty, and names the projects of its clients", () => {
    expect(readStackFile("x", '{"version":3,"deployment":{}}')).toMatchObject({
      ids: new Set(),
      pendingCreates: [],
    });
    const resources = [
      resource("a", "1"),
      resource("b", "2", { projectId: "other" }),
      resource("c", "3", { projectId: ENCRYPTED }),
      resource("d", "4", {}),
      { urn: "u", type: "other:index:Client", id: "5", outputs: { projectId: "not this" } },
    ];
    expect(stack(resources).projectIds).toEqual(new Set([PROJECT_ID, "other"]));
  });
});

describe("the report", () => {
  const context = { projectId: PROJECT_ID, apiUrl: "https://test.stytch.com" };
  const odd = app({ clientId: "odd/id", clientName: 'quote " line\n\u202e' });
  const orphans = findOrphans([odd, LOST], [stack([], [pending("web", INPUTS)])]);

  test("says for each what adopts and what deletes it, in lines that cannot be faked", () => {
    const text = reportText(orphans, context);
    expect(text).toMatchInlineSnapshot(`
      "connected-app-test-00000000-0000-4000-8000-000000000001 first_party "web"
        may be of the pending create urn:pulumi:dev::shop::pulumi-nodejs:dynamic/stytch:ConnectedApp::web in dev.json
        adopt:  adoptClientId: "connected-app-test-00000000-0000-4000-8000-000000000001",
        delete: printf 'user = "%s:%s"\\n' "$STYTCH_PROJECT_ID" "$STYTCH_SECRET" | curl --fail --config - --request DELETE 'https://test.stytch.com/v1/connected_apps/clients/connected-app-test-00000000-0000-4000-8000-000000000001'

      odd/id first_party 'quote " line\\n\\u202e'
        adopt:  adoptClientId: "odd/id",
        delete: printf 'user = "%s:%s"\\n' "$STYTCH_PROJECT_ID" "$STYTCH_SECRET" | curl --fail --config - --request DELETE 'https://test.stytch.com/v1/connected_apps/clients/odd%2Fid'
      "
    `);
  });

  test("says the same in one line for programs", () => {
    const line = reportJson(orphans, context);
    expect(line).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(line)).toMatchObject({
      projectId: PROJECT_ID,
      orphans: [
        {
          clientId: LOST.clientId,
          pendingCreates: [{ file: "dev.json" }],
          adopt: `adoptClientId: "${LOST.clientId}",`,
          delete: expect.stringContaining(`/${LOST.clientId}'`),
        },
        { clientId: "odd/id", clientName: odd.clientName, pendingCreates: [] },
      ],
    });
  });
});
