import { appendFile, cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Cli } from "../../e2e/_cli.ts";
import { REPOSITORY } from "../../e2e/_process.ts";
import { CREATE, DELETE, type TestProject, UPDATE, type WireClient } from "../../e2e/_project.ts";
import { suiteScope } from "../../e2e/_scope.ts";
import { isThere } from "./_commands.ts";

const STARTING = "POST /v1/connected_apps/clients/{client_id}/secrets/rotate/start";
const COMPLETING = "POST /v1/connected_apps/clients/{client_id}/secrets/rotate";

const URLS = ["https://app.example.com/callback", "https://app.example.com/second"];

/** The lines of `Pulumi.yaml` by which the engine finds the plugin of this checkout. */
export const PLUGIN_SETTINGS = `plugins:
  providers:
    - name: stytch
      path: ${join(REPOSITORY, "plugin/bin")}
`;

/** What a language needs before its program runs. */
export interface Preparation {
  /** Added to the environment of the engine. */
  readonly environment?: Record<string, string>;
  /** Further lines of `Pulumi.yaml`. */
  readonly settings?: string;
}

/** Milliseconds for builds that a slow machine has to make first. */
const PREPARATION_TIMEOUT_MS = 20 * 60_000;

/**
 * The life of two clients of one program, in the language of a folder of `programs`: the engine, the
 * plugin and the SDK as its users have them. Skipped where a command of the machine that the
 * language needs is missing, except in CI.
 *
 * @param needed the command, with arguments to try it with; none where the tools bring all
 * @param prepare gives the program in `folder/program` what it needs
 */
export async function describeLanguage(
  language: string,
  needed: readonly string[],
  prepare: (folder: string) => Promise<Preparation>,
): Promise<void> {
  const [command, ...args] = needed;
  const isMissing = command !== undefined && !(await isThere(command, args));
  if (isMissing) console.warn(`The test of ${language} lacks a working \`${needed.join(" ")}\`.`);
  describe.skipIf(isMissing && process.env.CI !== "true")(
    `a program in ${language} (skipped where ${command ?? "nothing"} is missing)`,
    () => scenario(language, prepare),
  );
}

function scenario(language: string, prepare: (folder: string) => Promise<Preparation>): void {
  const scope = suiteScope();
  let project: TestProject;
  let cli: Cli;
  let folder: string;

  async function pulumi(...args: string[]): Promise<string> {
    const all = ["-C", folder, "--non-interactive", "--color", "never", ...args];
    const { code, stdout, stderr } = await cli.pulumi(...all);
    expect(code, `pulumi ${args.join(" ")}\n${stdout}${stderr}`).toBe(0);
    return stdout;
  }

  /** The calls that change something at Stytch, while a command runs. */
  async function writes(...args: string[]): Promise<Record<string, number>> {
    const requests = await project.requestsDuring(() => pulumi(...args));
    const reading = /^GET |\/search$/;
    return Object.fromEntries(Object.entries(requests).filter(([path]) => !reading.test(path)));
  }

  async function outputs(): Promise<Record<string, string>> {
    return JSON.parse(await pulumi("stack", "output", "--json", "--show-secrets"));
  }

  async function client(name: string): Promise<WireClient> {
    const found = (await project.clients()).filter(({ client_name }) => client_name === name);
    expect(found).toHaveLength(1);
    return found[0] as WireClient;
  }

  beforeAll(async () => {
    project = await scope.project();
    const root = await scope.folder();
    folder = join(root, "program");
    await cp(join(import.meta.dirname, "programs", language), folder, { recursive: true });
    const { environment = {}, settings = "" } = await prepare(root);
    await appendFile(join(folder, "Pulumi.yaml"), settings + PLUGIN_SETTINGS);
    cli = await scope.cli(project, environment);
    await pulumi("stack", "init", "dev");
  }, PREPARATION_TIMEOUT_MS);

  test("a client that was made by hand is imported, and nothing is written", async () => {
    const { client_id: id } = await project.add({
      client_type: "third_party",
      client_name: "Partner",
      redirect_urls: ["https://partner.example/callback"],
    });
    const type = "stytch:index:ConnectedApp";
    const flags = ["--yes", "--protect=false", "--generate-code=false"];
    expect(await writes("import", type, "partner", id, ...flags)).toEqual({});
  });

  test("the program creates its client and keeps the imported one", async () => {
    expect(await writes("up", "--yes")).toEqual({ [CREATE]: 1 });
    const web = await client("web");
    expect(web).toMatchObject({
      client_type: "first_party",
      redirect_urls: URLS,
      // Placeholders stand as values.
      access_token_template_content: expect.stringMatching(
        /^\{\s*"plan":\s*\{\{ user\.trusted_metadata\.plan }}\s*}$/,
      ),
    });
    expect(await outputs()).toMatchObject({
      clientId: web.client_id,
      clientSecret: expect.stringMatching(new RegExp(`${web.client_secret_last_four}$`)),
      partnerName: "Partner",
    });
  });

  test("keeps the secret out of the state and out of what is shown", async () => {
    const { clientSecret = "" } = await outputs();
    expect(clientSecret.length).toBeGreaterThan(20);
    const file = join(cli.backend, ".pulumi/stacks/languages/dev.json");
    expect(await readFile(file, "utf8")).not.toContain(clientSecret);
    expect(JSON.parse(await pulumi("stack", "output", "--json"))).toMatchObject({
      clientSecret: "[secret]",
    });
  });

  test("without a change nothing is written", async () => {
    expect(await writes("up", "--yes", "--expect-no-changes")).toEqual({});
  });

  test("a change by others is seen by a refresh, shown by its element, and repaired", async () => {
    const { client_id: id } = await client("web");
    await project.change(id, { redirect_urls: [URLS[0], "https://elsewhere.example/"] });
    expect(await writes("refresh", "--yes")).toEqual({});
    const preview = JSON.parse(await pulumi("preview", "--json"));
    expect(preview.changeSummary).toMatchObject({ update: 1 });
    const { detailedDiff } = preview.steps.find(({ op }: { op: string }) => op === "update");
    expect(Object.keys(detailedDiff)).toEqual(["redirectUrls[1]"]);
    expect(await writes("up", "--yes")).toEqual({ [UPDATE]: 1 });
    expect((await client("web")).redirect_urls).toEqual(URLS);
  });

  test("a rotation goes in two steps, and the next secret becomes the current one", async () => {
    const before = await outputs();
    // YAML would make a number of a name of digits.
    await pulumi("config", "set", "nextSecretVersion", "second");
    expect(await writes("up", "--yes")).toEqual({ [STARTING]: 1 });
    const during = await outputs();
    expect(during.clientSecret).toBe(before.clientSecret);
    expect(during.nextClientSecret).not.toBe(before.clientSecret);

    await pulumi("config", "set", "secretVersion", "second");
    await pulumi("config", "rm", "nextSecretVersion");
    expect(await writes("up", "--yes")).toEqual({ [COMPLETING]: 1 });
    const after = await outputs();
    expect(after.clientSecret).toBe(during.nextClientSecret);
    expect(after.clientId).toBe(before.clientId);
  });

  test("destroys both clients", async () => {
    expect(await writes("destroy", "--yes")).toEqual({ [DELETE]: 2 });
    expect(await project.clients()).toEqual([]);
  });
}
