import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differentFields } from "../../../provider/src/connected-app/diff.ts";
import { checkConnectedApp } from "../../../provider/src/connected-app/inputs/check.ts";
import type { FoundConnectedApp } from "../../../provider/src/connected-app/lookup/lookup.ts";
import type { ConnectedAppInputs } from "../../../provider/src/connected-app/model.ts";
import { exportProgram } from "../../../provider/src/export/program.ts";
import { CLIENT_TYPES } from "../../../provider/src/stytch/api.ts";
import { checkProperty } from "../../_property.ts";
import { app, declaredBy, FULL, PROJECT_ID } from "./_program.ts";

const exported = (...apps: FoundConnectedApp[]) => exportProgram(PROJECT_ID, apps);
const check = (args: Record<string, unknown>) => checkConnectedApp(args, () => false);

describe("exportProgram", () => {
  test("writes what differs from the defaults, and nothing that goes without saying", () => {
    expect(exported(app(), app({ clientName: "" }), app(FULL)).text).toMatchInlineSnapshot(`
      "// Written by stytch-connected-apps export, for the clients of
      // project-test-11111111-2222-4333-8444-555555555555.
      // The first pulumi up adopts them as they are. After it, the lines with
      // adoptClientId have no effect and may be removed.
      import { ConnectedApp } from "pulumi-stytch-connected-apps";

      new ConnectedApp("web", {
        clientType: "first_party",
        adoptClientId: "connected-app-test-00000000-0000-4000-8000-000000000001",
      });

      new ConnectedApp("client", {
        clientType: "first_party",
        clientName: "",
        adoptClientId: "connected-app-test-00000000-0000-4000-8000-000000000001",
      });

      new ConnectedApp("full-client", {
        clientType: "first_party",
        clientName: "Full client",
        clientDescription: 'It\\'s "full"',
        redirectUrls: [
          "https://app.example.com/callback",
          "http://localhost:3000/callback",
        ],
        postLogoutRedirectUrls: ["https://app.example.com/bye"],
        fullAccessAllowed: true,
        bypassConsentForOfflineAccess: true,
        accessTokenExpiryMinutes: 15,
        accessTokenCustomAudience: "https://api.example.com",
        accessTokenTemplateContent: '{"plan":{{ user.trusted_metadata.plan }}}',
        idTokenTemplateContent: '{"tier":"gold"}',
        logoUrl: "https://app.example.com/logo.png",
        adoptClientId: "connected-app-test-00000000-0000-4000-8000-000000000001",
      });
      "
    `);
  });

  test("says the type and the id of every client exactly", () => {
    const apps = CLIENT_TYPES.map((clientType) =>
      app({ clientType, clientId: `connected-app-test-${clientType}` }),
    );
    expect(declaredBy(exported(...apps).text).map(({ args }) => args)).toMatchObject(
      apps.map(({ clientType, clientId }) => ({ clientType, adoptClientId: clientId })),
    );
  });

  test("without clients is still a module", () => {
    const program = exported();
    expect(program).toMatchObject({ declared: 0, refused: 0, leftOut: 0 });
    expect(program.text).toMatch(/^export \{\};$/m);
    expect(program.text).not.toContain("import");
  });

  test("remarks on a rotation that runs and on a status that is not active", () => {
    const { text, refused } = exported(
      app({ nextClientSecretLastFour: "abcd", status: "inac\ntive" }),
    );
    expect(text).toContain(
      '// Its status is "inac\\ntive".\n// A rotation of its secret is in progress, and continues.\nnew ',
    );
    expect(text).not.toContain("abcd");
    expect(refused).toBe(0);
    expect(
      exported(app())
        .text.split("\n")
        .filter((line) => /^\/\//.test(line)),
    ).toHaveLength(4);
  });

  test.each<[string, Partial<FoundConnectedApp>, RegExp]>([
    [
      "redirectUrls",
      { redirectUrls: ["https://a.example", "myapp://cb"] },
      /redirectUrls\[1\] must/,
    ],
    ["postLogoutRedirectUrls", { postLogoutRedirectUrls: ["http://a.example"] }, /\[0\] may use/],
    ["clientName", { clientName: "two\nlines" }, /clientName must not contain control/],
    ["accessTokenTemplateContent", { accessTokenTemplateContent: "{{" }, /has a "\{\{"/],
    ["idTokenTemplateContent", { idTokenTemplateContent: "[]" }, /must give a JSON object/],
    ["accessTokenExpiryMinutes", { accessTokenExpiryMinutes: 0 }, /at least 1 minute/],
    ["accessTokenCustomAudience", { accessTokenCustomAudience: "a b" }, /white space/],
    ["logoUrl", { logoUrl: "/logo.png" }, /absolute URL/],
    [
      "fullAccessAllowed",
      { clientType: "third_party", fullAccessAllowed: true },
      /is for first-party clients only/,
    ],
    [
      "adoptClientId",
      { clientId: "https://client.example/metadata" },
      /must be the id of a client/,
    ],
  ])("writes a %s that up refuses as it is, and above it the reason", (field, odd, reason) => {
    const { text, refused, declared } = exported(app(), app(odd));
    expect({ refused, declared }).toEqual({ refused: 1, declared: 2 });
    const lines = text.split("\n");
    const at = lines.findIndex((line) => line.startsWith(`  // Refused by pulumi up: ${field}`));
    expect(lines[at]).toMatch(reason);
    expect(lines[at + 1]).toMatch(new RegExp(`^  ${field}: `));
    expect(lines.filter((line) => line.includes("Refused"))).toHaveLength(1);

    const { clientId, ...fields } = odd;
    const [, declaredOdd] = declaredBy(text);
    expect(declaredOdd?.args).toMatchObject({
      ...fields,
      ...(clientId && { adoptClientId: clientId }),
    });
    expect(check(declaredOdd?.args ?? {}).failures.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(reason),
    ]);
  });

  test("leaves a client of an unknown type out, and says so", () => {
    const odd = app({ clientType: "*/ fourth\n_party", clientId: "connected-app-test-odd" });
    const program = exported(odd, app());
    expect(program).toMatchObject({ declared: 1, refused: 0, leftOut: 1 });
    expect(declaredBy(program.text)).toHaveLength(1);
    expect(program.text).toContain('// Left out: "connected-app-test-odd". Its type is');
    expect(exported(odd)).toMatchObject({
      declared: 0,
      text: expect.stringContaining("export {}"),
    });
  });

  test("breaks a list that is longer than a line", () => {
    const url = (length: number) => `https://a.example/${"x".repeat(length)}`;
    const ofWidth = (width: number) => {
      const [short] = [url(0)];
      const left = width - `  redirectUrls: ["${short}", "${short}"],`.length;
      return exported(app({ redirectUrls: [short, url(left)] })).text;
    };
    expect(ofWidth(80)).toMatch(/^ {2}redirectUrls: \["https:.{53}"\],$/m);
    expect(ofWidth(81)).toMatch(
      /^ {2}redirectUrls: \[\n {4}"https:\S+",\n {4}"https:\S+",\n {2}\],$/m,
    );
  });

  test("declares whatever clients there are as they are, under names of their own", () => {
    checkProperty(
      fc.property(fc.array(anyApp(), { maxLength: 8 }), (apps) => {
        const program = exported(...apps);
        const declared = declaredBy(program.text);
        expect(new Set(declared.map(({ name }) => name)).size).toBe(apps.length);
        let refused = 0;
        for (const [index, { args }] of declared.entries()) {
          const held = apps[index] ?? app();
          expect(args.adoptClientId).toBe(held.clientId);
          const { inputs, failures } = check(args);
          if (failures.length > 0) refused += 1;
          else expect(differentFields(held, inputs as unknown as ConnectedAppInputs)).toEqual([]);
          // Also what `up` refuses stands there.
          const { clientId: _, projectId: __, status: ___, ...fields } = held;
          expect({ ...fields, ...args }).toEqual({ ...fields, adoptClientId: held.clientId });
        }
        expect(program).toMatchObject({ declared: apps.length, refused, leftOut: 0 });
      }),
      100,
    );
  });
});

/** A client with any texts, those of attackers among them. */
function anyApp(): fc.Arbitrary<FoundConnectedApp> {
  const nasty = fc.constantFrom(
    "",
    "*/",
    "`",
    `\${process.exit(1)}`,
    '");process.exit(1);//',
    "');//",
    "\\",
    "\n",
    "</script>",
    "{{ user.email }}",
    "web",
    "Web",
    "\u202e",
    "\u2028// x",
  );
  const text = fc.oneof(nasty, fc.string({ unit: "binary" }), fc.string());
  const url = fc.oneof(fc.webUrl({ validSchemes: ["https"] }), text);
  return fc
    .record({
      clientId: fc.uuid().map((id) => `connected-app-test-${id}`),
      clientType: fc.constantFrom(...CLIENT_TYPES),
      clientName: text,
      clientDescription: text,
      redirectUrls: fc.array(url, { maxLength: 4 }),
      postLogoutRedirectUrls: fc.array(url, { maxLength: 2 }),
      fullAccessAllowed: fc.boolean(),
      bypassConsentForOfflineAccess: fc.boolean(),
      accessTokenExpiryMinutes: fc.oneof(fc.constant(60), fc.integer()),
      accessTokenCustomAudience: text,
      accessTokenTemplateContent: fc.oneof(fc.constant("{}"), fc.json(), text.filter(Boolean)),
      idTokenTemplateContent: fc.constant("{}"),
      logoUrl: fc.oneof(fc.constant(""), url),
    })
    .map((fields) => app(fields));
}
