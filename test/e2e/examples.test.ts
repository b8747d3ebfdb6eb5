import { describe, expect, it } from "vitest";
import { setUpExample } from "./_example-setup.ts";
import { CREATE, DELETE, SEARCH, UPDATE_ORGANIZATION } from "./_project.ts";
import { testScope } from "./_scope.ts";

/**
 * Whether each example needs something on the server, what it leaves there, and its requests beside one create.
 * `basic` is the project at the root of the repository.
 */
const EXAMPLES: {
  name: string;
  folder: string;
  vertical: "consumer" | "b2b";
  confidential: boolean;
  /** Whether its first lines prepare the project. */
  isSetUp?: true;
  requests?: Record<string, number>;
  client: object;
}[] = [
  {
    name: "basic",
    folder: ".",
    vertical: "consumer",
    confidential: true,
    client: {
      client_type: "first_party",
      client_name: "web",
      redirect_urls: ["https://app.example.com/callback"],
      full_access_allowed: true,
      access_token_expiry_minutes: 30,
    },
  },
  {
    name: "public-cli",
    folder: "examples/public-cli",
    vertical: "consumer",
    confidential: false,
    client: {
      client_type: "first_party_public",
      client_name: "Example CLI",
      redirect_urls: ["http://127.0.0.1/callback", "http://[::1]/callback"],
      full_access_allowed: true,
      access_token_expiry_minutes: 15,
    },
  },
  {
    name: "partner",
    folder: "examples/partner",
    vertical: "b2b",
    confidential: true,
    client: {
      client_type: "third_party",
      client_name: "Example Partner",
      full_access_allowed: false,
      access_token_custom_audience: "https://api.example.com",
      access_token_template_content:
        '{"https://example.com/organization":{{ organization.organization_id }},' +
        '"https://example.com/plan":{{ organization.trusted_metadata.plan }}}',
    },
  },
  {
    name: "look-up",
    folder: "examples/look-up",
    vertical: "consumer",
    confidential: false,
    isSetUp: true,
    // At the preview and at both updates.
    requests: { [SEARCH]: 4 },
    client: {
      client_type: "first_party_public",
      client_name: "Example CLI",
      client_description: expect.stringMatching(/^Command line tool of connected-app-test-/),
      redirect_urls: ["http://127.0.0.1/callback"],
      access_token_expiry_minutes: 15,
    },
  },
];

describe("the example", () => {
  it.each(EXAMPLES)(
    "$name creates its client, changes nothing at the second up, and destroys it",
    async ({ name, folder, vertical, confidential, isSetUp, requests: more, client }) => {
      const scope = testScope();
      const project = await scope.project({}, vertical);
      const cli = await scope.cli(project);
      if (isSetUp) await setUpExample(folder, cli);
      const at = ["--cwd", folder];
      expect(await cli.pulumi(...at, "stack", "init", "example")).toMatchObject({ code: 0 });

      const requests = await project.requestsDuring(async () => {
        const up = await cli.pulumi(...at, "up", "--yes", "--policy-pack", packFrom(folder));
        expect(up, up.stdout).toMatchObject({ code: 0 });
        // The first example that people see is one that the policies have nothing to say of.
        if (name === "basic") expect(up.stdout).not.toMatch(/\[(?:advisory|mandatory)\]/);
        expect(
          await cli.pulumi(...at, "up", "--yes", "--skip-preview", "--expect-no-changes"),
        ).toMatchObject({ code: 0 });
      });
      expect(requests).toEqual({ [SEARCH]: 1, [CREATE]: 1, ...more });

      const created = (await project.clients()).at(-1);
      expect(created).toMatchObject(client);
      const outputs = await cli.pulumi(...at, "stack", "output", "--json", "--show-secrets");
      const { clientId, clientSecret } = JSON.parse(outputs.stdout);
      expect(clientId).toBe(created?.client_id);
      expect(clientSecret?.slice(-4)).toBe(
        confidential ? created?.client_secret_last_four : undefined,
      );

      const cleared = await project.requestsDuring(async () => {
        const destroy = await cli.pulumi(...at, "destroy", "--yes", "--skip-preview", "--remove");
        expect(destroy).toMatchObject({ code: 0 });
      });
      expect(cleared).toEqual({ [DELETE]: 1 });
    },
  );

  it("organization-access lets one partner into an organization, and opens it when destroyed", async () => {
    const scope = testScope();
    const project = await scope.project({}, "b2b");
    const cli = await scope.cli(project);
    await setUpExample("examples/organization-access", cli);
    const { organization_id } = await project.organization("acme");
    const at = ["--cwd", "examples/organization-access"];
    expect(await cli.pulumi(...at, "stack", "init", "example")).toMatchObject({ code: 0 });

    const requests = await project.requestsDuring(async () => {
      const up = await cli.pulumi(...at, "up", "--yes", "--policy-pack", "../../policy");
      expect(up, up.stdout).toMatchObject({ code: 0 });
    });
    expect(requests).toEqual({ [SEARCH]: 1, [CREATE]: 1, [UPDATE_ORGANIZATION]: 1 });
    const outputs = await cli.pulumi(...at, "stack", "output", "--json");
    const { clientId, organizationId } = JSON.parse(outputs.stdout);
    expect(organizationId).toBe(organization_id);
    expect(await project.organization("acme")).toMatchObject({
      first_party_connected_apps_allowed_type: "ALL_ALLOWED",
      third_party_connected_apps_allowed_type: "RESTRICTED",
      allowed_third_party_connected_apps: [clientId],
    });

    const cleared = await project.requestsDuring(async () => {
      const destroy = await cli.pulumi(...at, "destroy", "--yes", "--skip-preview", "--remove");
      expect(destroy).toMatchObject({ code: 0 });
    });
    expect(cleared).toEqual({ [UPDATE_ORGANIZATION]: 1, [DELETE]: 1 });
    expect(await project.organization("acme")).toMatchObject({
      third_party_connected_apps_allowed_type: "ALL_ALLOWED",
      allowed_third_party_connected_apps: [],
    });
  });
});

function packFrom(folder: string): string {
  return folder === "." ? "policy" : "../../policy";
}
