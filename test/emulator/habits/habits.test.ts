import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { habitsDocument } from "../../../emulator/src/habits/document.ts";
import { HABITS } from "../../../emulator/src/habits/table.ts";
import { type AppOptions, createEmulator } from "../../../emulator/src/index.ts";
import { CLIENTS, createApi, createClient, readClient, readResponse } from "../_api.ts";
import { readReadyLine, runCli, serveCli } from "../_cli.ts";
import { send, startEmulator, temporaryFolder } from "../_server.ts";

const PATH = "/_emulator/habits";
const DEFAULTS = Object.fromEntries(
  Object.entries(HABITS).map(([name, entry]) => [name, entry.default]),
);

describe("/_emulator/habits", () => {
  it("GET shows every habit with its question and its value", async () => {
    const { body } = await createApi().call("GET", PATH);
    expect(body).toEqual({ habits: DEFAULTS, known: HABITS });
  });

  it.each([
    { template_form: "compact", search_lag_seconds: 5 },
    { habits: { template_form: "compact", search_lag_seconds: 5 } },
  ])("PUT of %j changes what it names, for both projects", async (request) => {
    const api = createApi({ habits: { url_list_order: "sorted" } });
    const { body } = await api.call("PUT", PATH, request);
    const habits = {
      ...DEFAULTS,
      url_list_order: "sorted",
      template_form: "compact",
      search_lag_seconds: 5,
    };
    expect(body).toEqual({ habits });
    expect((await api.as("b2b").call("GET", PATH)).body.habits).toEqual(habits);
  });

  it("takes a status as a number too", async () => {
    const api = createApi();
    const { body } = await api.call("PUT", PATH, { invalid_client_status: 401 });
    expect(body.habits).toMatchObject({ invalid_client_status: "401" });
  });

  it("says which methods there are, where the method is wrong", async () => {
    const { status, headers, body } = await createApi().call("POST", PATH, {});
    expect({ status, allow: headers.get("allow") }).toEqual({
      status: 405,
      allow: "GET, PUT, DELETE",
    });
    expect(body.error).toBe(`POST ${PATH}: the route takes GET and PUT and DELETE`);
    expect((await createApi().call("POST", "/_emulator/nowhere", {})).status).toBe(404);
  });

  it("takes back the whole that GET shows", async () => {
    const api = createApi({ habits: { absent_fields: "left_out" } });
    const { habits } = (await api.call("GET", PATH)).body;
    const other = createApi();
    expect((await other.call("PUT", PATH, { habits })).body).toEqual({ habits });
  });

  it.each([
    ["DELETE", PATH],
    ["POST", "/_emulator/reset"],
  ])("%s %s returns to the habits of the start", async (method, path) => {
    const api = createApi({ habits: { url_list_order: "sorted" } });
    await api.call("PUT", PATH, { url_list_order: "kept", template_form: "compact" });
    await api.call(method, path);
    const { habits } = (await api.call("GET", PATH)).body;
    expect(habits).toEqual({ ...DEFAULTS, url_list_order: "sorted" });
  });

  it.each<[string, unknown, string]>([
    [
      "an unknown name",
      { templat_form: "compact" },
      "templat_form: no such habit; did you mean template_form?",
    ],
    [
      "a name that is near to none",
      { z: 1 },
      "z: no such habit; stytch-emulator habits lists them",
    ],
    ["a name of every object", { constructor: 1 }, "constructor: no such habit"],
    ["another answer", { template_form: "x" }, "must be one of as_given, compact, spaced, sorted"],
    [
      "a number above the bounds",
      { search_lag_seconds: 3601 },
      "whole number of seconds from 0 to 3600",
    ],
    ["half a second", { search_lag_seconds: 0.5 }, "whole number of seconds from 0 to 3600"],
    ["a number as text", { search_lag_seconds: "5" }, "whole number of seconds from 0 to 3600"],
    [
      "bounds in the wrong order",
      { min_access_token_expiry_minutes: 10, max_access_token_expiry_minutes: 9 },
      "10 exceeds max_access_token_expiry_minutes, which is 9",
    ],
    ["a list", ["template_form"], "habits"],
    ["something beside the habits", { habits: {}, url: "x" }, "url"],
  ])("PUT of %s is refused and changes nothing", async (_name, request, problem) => {
    const api = createApi();
    const { status, body } = await api.call("PUT", PATH, request);
    expect(status).toBe(400);
    expect(body.error).toContain(problem);
    expect((await api.call("GET", PATH)).body.habits).toEqual(DEFAULTS);
  });

  it("takes effect at once and leaves what is stored", async () => {
    const api = createApi();
    const redirect_urls = ["https://app.example.com"];
    const { client_id } = await createClient(api, { redirect_urls });
    await api.call("PUT", PATH, { redirect_url_form: "whatwg" });
    expect((await readClient(api, client_id)).redirect_urls).toEqual(redirect_urls);
    await api.call("PUT", `${CLIENTS}/${client_id}`, { redirect_urls });
    await api.call("DELETE", PATH);
    expect((await readClient(api, client_id)).redirect_urls).toEqual(["https://app.example.com/"]);
  });
});

describe("the option habits", () => {
  it.each<[AppOptions, string]>([
    [{ updateSemantics: "replace" }, "omitted_fields_on_update"],
    [{ rejectClientTypeOnUpdate: true }, "client_type_on_update"],
    [{ accessTokenExpiryMinutes: { min: 5, max: 10 } }, "max_access_token_expiry_minutes"],
  ])("stands over %j", async (options, name) => {
    const short = (await createApi(options).call("GET", PATH)).body.habits;
    expect(Object(short)[name]).not.toBe(DEFAULTS[name]);
    const api = createApi({ ...options, habits: { [name]: DEFAULTS[name] } });
    expect((await api.call("GET", PATH)).body.habits).toEqual(DEFAULTS);
  });

  it.each([
    { template_form: "x" },
    { templat_form: "compact" },
    { min_access_token_expiry_minutes: 9999 },
  ])("is refused as %j with a TypeError that names it", (habits) => {
    const [name = ""] = Object.keys(habits);
    expect(() => createApi({ habits: Object(habits) })).toThrow(TypeError);
    expect(() => createApi({ habits: Object(habits) })).toThrow(name);
  });
});

describe("a state file", () => {
  it("keeps what was set, over the habits of the start, until a reset", async () => {
    const stateFile = join(temporaryFolder(), "state.json");
    const options = {
      stateFile,
      habits: { url_list_order: "sorted", absent_fields: "left_out" } as const,
    };
    const first = await createEmulator(options);
    await send(first, "PUT", PATH, { url_list_order: "kept" });
    await first.close();
    const second = await createEmulator({ stateFile, habits: { search_total: "left_out" } });
    const { body } = await readResponse(await send(second, "GET", PATH));
    expect(body.habits).toEqual({ ...DEFAULTS, search_total: "left_out" });
    second.reset();
    await second.close();
    const third = await startEmulator(options);
    const { habits } = (await readResponse(await send(third, "GET", PATH))).body;
    expect(habits).toEqual({ ...DEFAULTS, ...options.habits });
  });

  it("does not mention habits that no one has set", async () => {
    const stateFile = join(temporaryFolder(), "state.json");
    await startEmulator({ stateFile, habits: { search_total: "left_out" } });
    expect(JSON.parse(readFileSync(stateFile, "utf8"))).toEqual({ version: 1, projects: {} });
  });
});

describe("stytch-emulator", () => {
  it("habits prints the table, with --json for programs", async () => {
    const text = await runCli("habits");
    expect(text).toMatchObject({ code: 0, stderr: "" });
    for (const [name, { question }] of Object.entries(HABITS)) {
      expect(text.stdout).toContain(`${name}\n  ${question}\n`);
    }
    const json = await runCli("habits", "--json");
    expect(JSON.parse(json.stdout)).toEqual(HABITS);
  });

  it("--habits starts with those of a file", async () => {
    const file = join(temporaryFolder(), "habits.json");
    writeFileSync(file, JSON.stringify({ habits: { url_list_order: "sorted" } }));
    const cli = serveCli("--port", "0", "--json", "--habits", file);
    const { body } = await readResponse(await send(readReadyLine(await cli.ready), "GET", PATH));
    expect(body.habits).toEqual({ ...DEFAULTS, url_list_order: "sorted" });
  });

  it.each([
    ["{", "not valid JSON"],
    ['{"habits":{"templat_form":"compact"}}', "did you mean template_form?"],
    ['{"habits":{"template_form":"x"}}', "must be one of as_given, compact, spaced, sorted"],
    ['{"habits":{"min_access_token_expiry_minutes":9999}}', "exceeds max_access_token"],
    [undefined, "cannot be read: there is no such file or folder; pass one"],
  ])("--habits with a file of %s ends with 2 and one line", async (content, problem) => {
    const file = join(temporaryFolder(), "habits.json");
    if (content !== undefined) writeFileSync(file, content);
    const { code, stderr } = await runCli("--port", "0", "--habits", file);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain(`--habits ${file}`);
    expect(stderr).toContain(problem);
  });
});

it("the README has the table as it is (else run node emulator/scripts/write-habits.mjs)", () => {
  const readme = readFileSync(resolve(import.meta.dirname, "../../../emulator/README.md"), "utf8");
  expect(readme).toContain(`<!-- habits -->\n\n${habitsDocument()}\n\n<!-- /habits -->`);
});
