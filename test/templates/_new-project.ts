import { readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, inject } from "vitest";
import { type CommandResult, REPOSITORY, run } from "../e2e/_process.ts";
import type { TestProject } from "../e2e/_project.ts";
import { credentials } from "../e2e/_stack.ts";

/** A project that `pulumi new` made of a template, with a stack. */
export interface NewProject {
  readonly folder: string;
  run(command: string, ...args: string[]): Promise<CommandResult>;
  /** The same, for what has to succeed. @returns what it printed. */
  succeed(command: string, ...args: string[]): Promise<string>;
  /** Replaces one place in a file. */
  change(file: string, from: string, to: string): Promise<void>;
}

/**
 * @param parent the folder in which the project gets a folder of its own
 * @param packages what `npm install` is given: packed packages, where the registry's are not meant
 */
export async function newProject(
  template: string,
  parent: string,
  project: TestProject,
  { packages, environment = {} }: { packages: string[]; environment?: Record<string, string> },
): Promise<NewProject> {
  const folder = join(parent, template);
  const root = inject("engineRoot");
  const { PATH = "", ...others } = environment;
  const env = {
    ...credentials(project),
    PULUMI_HOME: join(parent, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(parent).href,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PATH: [...(root ? [join(root, "bin")] : []), PATH || (process.env.PATH ?? "")].join(delimiter),
    ...others,
  };
  const started: NewProject = {
    folder,
    run: (command, ...args) => run(command, args, { cwd: folder, env }),
    async succeed(command, ...args) {
      const { code, stdout, stderr } = await run(command, args, { cwd: folder, env });
      expect(code, `${command} ${args.join(" ")}\n${stdout}${stderr}`).toBe(0);
      return stdout;
    },
    async change(file, from, to) {
      const parts = (await readFile(join(folder, file), "utf8")).split(from);
      expect(parts, `${file} has one ${from}`).toHaveLength(2);
      await writeFile(join(folder, file), parts.join(to));
    },
  };
  const flags = ["--name", "clients", "--generate-only", "--yes", "--dir", folder];
  const args = ["new", join(REPOSITORY, "templates", template), ...flags];
  const made = await run("pulumi", args, { cwd: parent, env });
  expect(made, made.stdout + made.stderr).toMatchObject({ code: 0 });
  await started.succeed("npm", "install", "--no-audit", "--no-fund", ...packages);
  await started.succeed("pulumi", "stack", "init", "dev");
  return started;
}

/** Deploys the one client of a template, proves it, has its policies refuse a domain, and deletes it. */
export async function livesThroughItsScripts(
  created: NewProject,
  program: string,
  project: TestProject,
): Promise<void> {
  const { succeed } = created;
  expect(await succeed("npm", "run", "check")).toContain("policy-config.json: no problems found");
  expect(await succeed("npm", "run", "deploy", "--", "--yes", "--skip-preview")).toContain(
    "✅ stytch-connected-apps@",
  );
  const outputs = JSON.parse(await succeed("pulumi", "stack", "output", "--json"));
  const [client] = await project.clients();
  expect(client).toMatchObject({
    client_id: outputs.clientId,
    client_name: "web",
    client_type: "first_party",
    redirect_urls: ["https://app.example.com/callback"],
    access_token_expiry_minutes: 30,
  });
  expect(outputs.clientSecret).toBe("[secret]");
  expect(await succeed("npm", "run", "smoke")).toMatch(/^passed: \d+ passed, 0 failed/m);

  await created.change(program, "app.example.com", "app.example.org");
  const refused = await created.run("npm", "run", "preview");
  expect(refused.code).not.toBe(0);
  expect(refused.stdout).toContain("connected-app-redirect-permitted-domains");
  expect(refused.stdout).toContain('Use an address on "example.com"');
  await created.change(program, "app.example.org", "app.example.com");

  await succeed("pulumi", "preview", "--expect-no-changes");
  await succeed("pulumi", "destroy", "--yes", "--skip-preview");
  expect(await project.clients()).toEqual([]);
}
