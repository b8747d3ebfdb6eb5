import { afterEach, describe, expect, it } from "vitest";
import { type Cli, startCli } from "./_cli.ts";
import { CREATE, DELETE, startProject, type TestProject } from "./_project.ts";
import { credentials } from "./_stack.ts";

let project: TestProject;
let cli: Cli;

afterEach(async () => {
  await cli.remove();
  await project.close();
});

/** What each example leaves on the server. `basic` is the project at the root of the repository. */
const EXAMPLES = [
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
] as const;

describe("the example", () => {
  it.each(EXAMPLES)(
    "$name creates its client, changes nothing at the second up, and destroys it",
    async ({ folder, vertical, confidential, client }) => {
      project = await startProject({}, vertical);
      cli = await startCli(credentials(project));
      const at = ["--cwd", folder];
      expect(await cli.pulumi(...at, "stack", "init", "example")).toMatchObject({ code: 0 });

      const requests = await project.requestsDuring(async () => {
        const up = await cli.pulumi(...at, "up", "--yes", "--policy-pack", packFrom(folder));
        expect(up, up.stdout).toMatchObject({ code: 0 });
        expect(
          await cli.pulumi(...at, "up", "--yes", "--skip-preview", "--expect-no-changes"),
        ).toMatchObject({ code: 0 });
      });
      expect(requests).toEqual({ [CREATE]: 1 });

      const [created] = await project.clients();
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
});

function packFrom(folder: string): string {
  return folder === "." ? "policy" : "../../policy";
}
