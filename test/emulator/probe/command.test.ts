import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ProbeCommandOptions, probeCommand } from "../../../emulator/src/probe/command.ts";
import { ORIGIN } from "../_api.ts";
import { temporaryFolder } from "../_server.ts";
import { type Probed, probed } from "./_probed.ts";

const PROJECT = {
  STYTCH_PROJECT_ID: "project-test-00000000-0000-4000-8000-00000000c001",
  STYTCH_SECRET: "secret-test-emulator-consumer",
  // Nothing listens there: requests go to the server in process.
  STYTCH_API_URL: ORIGIN.replace("http:", "https:"),
};

async function run(
  server: Probed,
  options: Partial<ProbeCommandOptions> = {},
  environment: Record<string, string | undefined> = PROJECT,
  known = {},
) {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const code = await probeCommand(
    { rate: 5, timeout: 300, ...options },
    known,
    {
      environment,
      signal: new AbortController().signal,
      print: (text) => stdout.push(text),
      complain: (text) => stderr.push(text),
    },
    { fetch: server.plainFetch, clock: server.clock },
  );
  return { code, stdout: stdout.join("\n"), stderr: stderr.join("\n") };
}

describe("stytch-emulator probe", () => {
  it("ends with 0 where all is as the defaults, and prints every question", async () => {
    const { code, stdout } = await run(probed());
    expect(code).toBe(0);
    expect(stdout).toContain(
      "same       url_list_order: In which order are lists of URLs stored?\n" +
        "           seen kept; the emulator's default is kept\n",
    );
    expect(stdout).toContain(
      "not asked  refresh_token_rotation: Whose refresh tokens are replaced when they are used?\n" +
        "           someone would have to sign in",
    );
    expect(stdout).toMatch(
      /\n\n31 same, 0 different, 8 not asked, 0 failed; \d+ requests, \d+ clients$/,
    );
  });

  it("ends with 3 where something differs, in JSON too", async () => {
    const server = probed({ habits: { url_list_order: "sorted" } });
    const { code, stdout } = await run(server, { json: true });
    expect(code).toBe(3);
    const { questions } = JSON.parse(stdout);
    expect(questions.filter(({ differs }: { differs: unknown }) => differs)).toEqual([
      {
        habit: "url_list_order",
        question: "In which order are lists of URLs stored?",
        default: "kept",
        outcome: "different",
        value: "sorted",
        differs: true,
      },
    ]);
  });

  it("ends with 1 where the credentials are wrong, and makes nothing", async () => {
    const server = probed();
    const environment = { ...PROJECT, STYTCH_SECRET: "secret-test-of-another-project" };
    const { code, stdout, stderr } = await run(server, {}, environment);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("refuses the credentials; check");
    expect(stderr).not.toContain("secret-test");
    expect(server.requests).toHaveLength(1);
  });

  const without = (name: keyof typeof PROJECT) => ({ ...PROJECT, [name]: "" });
  it.each([
    ["no project id", {}, without("STYTCH_PROJECT_ID"), /STYTCH_PROJECT_ID/],
    ["no secret", {}, without("STYTCH_SECRET"), /STYTCH_SECRET/],
    [
      "a live project id",
      { projectId: "project-live-x" },
      PROJECT,
      /live project; .*test projects only/,
    ],
    ["an odd project id", { projectId: "x" }, PROJECT, /project-test-\{uuid\}/],
    ["a live secret", {}, { ...PROJECT, STYTCH_SECRET: "secret-live-xyz" }, /live project/],
    ["the live API", { url: "https://api.stytch.com" }, PROJECT, /host of live projects/],
    [
      "a live domain",
      { url: "https://a-b-1.customers.stytch.com" },
      PROJECT,
      /host of live projects/,
    ],
    ["http elsewhere", { url: "http://stytch.example.com" }, PROJECT, /use https/],
    ["no URL", { url: "test.stytch.com" }, PROJECT, /give a URL such as/],
    [
      "credentials in the URL",
      { url: "https://a:b@test.stytch.com" },
      PROJECT,
      /without credentials/,
    ],
    [
      "a missing secret file",
      { secretFile: "/nowhere/secret" },
      PROJECT,
      /\/nowhere\/secret cannot be read/,
    ],
    [
      "an output in no folder",
      { output: "/nowhere/habits.json" },
      PROJECT,
      /\/nowhere\/habits.json cannot be written/,
    ],
    ["an output that is a folder", { output: "/" }, PROJECT, /cannot be written/],
  ])("with %s ends with 2 before it sends anything", async (_, options, environment, message) => {
    const server = probed();
    const { code, stdout, stderr } = await run(server, options, environment);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/secret-(test|live)/);
    expect(server.requests).toEqual([]);
  });

  it("takes the secret from a file", async () => {
    const file = join(temporaryFolder(), "secret");
    writeFileSync(file, `\ufeff${PROJECT.STYTCH_SECRET}\r\n`);
    const { code } = await run(probed(), { secretFile: file }, without("STYTCH_SECRET"));
    expect(code).toBe(0);
    writeFileSync(file, "two words");
    expect((await run(probed(), { secretFile: file })).code).toBe(2);
  });

  it.each(["console.log('mine');", "[]", "null", '{"other":1}'])(
    "--output replaces no file that holds something else: %s",
    async (content) => {
      const output = join(temporaryFolder(), "index.ts");
      writeFileSync(output, content);
      const server = probed();
      const { code, stderr } = await run(server, { output });
      expect(code).toBe(2);
      expect(stderr).toContain(
        "exists and is not a file of habits; give another name, or delete it",
      );
      expect(readFileSync(output, "utf8")).toBe(content);
      expect(server.requests).toEqual([]);
    },
  );

  it("--output holds whole answers at every time, and nothing that tells of the project", async () => {
    const folder = temporaryFolder();
    const output = join(folder, "habits.json");
    const server = probed({ habits: { url_list_order: "sorted" } });
    let [previous, growths] = [0, 0];
    const call: typeof fetch = async (input, init) => {
      if (readdirSync(folder).length > 0) {
        expect(readdirSync(folder)).toEqual(["habits.json"]);
        const count = Object.keys(JSON.parse(readFileSync(output, "utf8")).habits).length;
        expect(count).toBeGreaterThanOrEqual(previous);
        if (count > previous) growths += 1;
        previous = count;
      }
      return server.plainFetch(input, init);
    };
    await run({ ...server, plainFetch: call }, { output });
    expect(growths).toBeGreaterThan(20);
    const text = readFileSync(output, "utf8");
    expect(JSON.parse(text).habits).toMatchObject({
      url_list_order: "sorted",
      search_total: "counted",
    });
    expect(text).not.toMatch(/secret-test|project-|connected-app-|https?:/);
  });

  it("goes on from what a run that was over too early wrote", async () => {
    const output = join(temporaryFolder(), "habits.json");
    const server = probed({ habits: { unknown_fields: "refused" } });
    const first = await run(server, { output, timeout: 10 });
    expect(first.code).toBe(1);
    expect(first.stdout).toContain(
      `\nstopped early: the time was up; go on with --resume ${output} --output ${output}`,
    );
    const { habits } = JSON.parse(readFileSync(output, "utf8"));
    const count = server.requests.length;
    const second = await run(server, { output }, PROJECT, habits);
    expect(second.code).toBe(3);
    expect(server.requests.length - count).toBeLessThan(70);
    expect(JSON.parse(readFileSync(output, "utf8")).habits).toMatchObject({
      ...habits,
      unknown_fields: "refused",
    });
  });

  it("ends with 1 where the output cannot be written any more, and leaves no client", async () => {
    const output = join(temporaryFolder(), "habits.json");
    const server = probed();
    const call: typeof fetch = async (input, init) => {
      if (server.requests.length === 3) mkdirSync(output);
      return server.plainFetch(input, init);
    };
    const { code, stderr } = await run({ ...server, plainFetch: call }, { output });
    expect(code).toBe(1);
    expect(stderr).toContain("cannot be written any more");
    expect(await server.names()).toEqual([]);
  });
});
