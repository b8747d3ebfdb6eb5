import fc from "fast-check";
import { type ParseError, parse } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { HABITS, type HabitName } from "../../../emulator/src/habits/table.ts";
import { checkProperty } from "../../_property.ts";
import { CLIENTS, createApi, createClient, readClient } from "../_api.ts";
import { authorize, createScene, redeem } from "../_oauth.ts";

const PATH = "/_emulator/habits";
const FIELD = "access_token_template_content";

/** A template: JSON with spaces and placeholders at some places. */
const templates = fc
  .dictionary(
    // A name that no token has and that no text of JSON needs an escape for.
    fc.stringMatching(/^[a-z "\\:,[\]}]{1,6}$/).map((name) => `x${name}`),
    fc.jsonValue({ maxDepth: 3 }),
    { minKeys: 1, maxKeys: 4 },
  )
  .chain((value) =>
    fc.record({
      text: fc.constantFrom(JSON.stringify(value), JSON.stringify(value, null, 3)),
      tag: fc.constantFrom("{{user.user_id}}", "{{  user.name.first_name }}"),
    }),
  )
  // What opens or closes a placeholder within a text is another matter.
  .filter(({ text }) => !/\{\{|\}\}"/.test(text))
  .map(({ text, tag }) => text.replaceAll(/\bnull\b(?=[\s,}\]])/g, tag));

describe("template_form", () => {
  it.each(["compact", "spaced", "sorted"])("%s changes no value and is a form", async (form) => {
    await checkProperty(
      fc.asyncProperty(templates, async (template) => {
        const api = createApi({ habits: { template_form: form as "compact" } });
        const plain = createApi();
        const fields = { client_type: "first_party", [FIELD]: template };
        const wanted = await plain.call("POST", CLIENTS, fields);
        const { status, body } = await api.call("POST", CLIENTS, fields);
        expect(status).toBe(wanted.status);
        fc.pre(status === 200);
        const { client_id, [FIELD]: stored } = Object(body.connected_app);
        expect(meaning(stored)).toEqual(meaning(template));
        await api.call("PUT", `${CLIENTS}/${client_id}`, { [FIELD]: stored });
        expect((await readClient(api, client_id))[FIELD]).toBe(stored);
      }),
    );
  });
});

/** Not by `JSON.parse`, for which V8 takes some keys with escapes for others that it has read before. */
function meaning(template: string): unknown {
  const errors: ParseError[] = [];
  const text = template.replaceAll(/\{\{ *([\w.]+) *\}\}/g, '"<$1>"');
  const value: unknown = parse(text, errors, { disallowComments: true });
  expect(errors).toEqual([]);
  return value;
}

describe.each(["whatwg", "lowercase_host"] as const)(
  "redirect_url_form %s",
  (redirect_url_form) => {
    it.each(["https://App.example.com", "https://app.example.com"])(
      "lets a client of https://App.example.com authorize with what it registered, as %s",
      async (redirect_uri) => {
        const redirect_urls = ["https://App.example.com"];
        const options = { habits: { redirect_url_form } };
        const scene = await createScene("consumer", { redirect_urls }, {}, {}, options);
        const { status, body } = await authorize(scene, { redirect_uri });
        expect(status).toBe(200);
        const code = String(body.authorization_code);
        expect((await redeem(scene, code, { redirect_uri })).status).toBe(200);
      },
    );

    it("lets another path authorize as little as ever", async () => {
      const redirect_urls = ["https://App.example.com/A"];
      const options = { habits: { redirect_url_form } };
      const scene = await createScene("consumer", { redirect_urls }, {}, {}, options);
      const redirect_uri = "https://app.example.com/a";
      expect((await authorize(scene, { redirect_uri })).status).toBe(401);
    });
  },
);

it("lowercase_host leaves the user and the path of a URL", async () => {
  const api = createApi({ habits: { redirect_url_form: "lowercase_host" } });
  const redirect_urls = ["https://User@Example.com:1/Path?Query=A@B"];
  const { client_id } = await createClient(api, { redirect_urls });
  expect((await readClient(api, client_id)).redirect_urls).toEqual([
    "https://User@example.com:1/Path?Query=A@B",
  ]);
});

it("url_list_duplicates judges the form that is stored", async () => {
  const api = createApi({
    habits: { redirect_url_form: "whatwg", url_list_duplicates: "dropped" },
  });
  const redirect_urls = ["https://A.example.com", "https://a.example.com/"];
  const { client_id } = await createClient(api, { redirect_urls });
  expect((await readClient(api, client_id)).redirect_urls).toEqual(["https://a.example.com/"]);
});

it("dynamic registration stores the same forms", async () => {
  const api = createApi({ habits: { redirect_url_form: "whatwg", url_list_order: "sorted" } });
  await api.call("PUT", "/_emulator/project", { dynamicClientRegistration: true });
  const redirect_uris = ["https://B.example.com", "https://a.example.com"];
  const { body } = await api.call("POST", "/v1/oauth2/register", { redirect_uris });
  expect(body.redirect_uris).toEqual(redirect_uris);
  expect((await readClient(api, String(body.client_id))).redirect_urls).toEqual([
    "https://a.example.com/",
    "https://b.example.com/",
  ]);
});

describe("a client that sends back what it read", () => {
  const choices = Object.entries(HABITS).flatMap(([name, entry]) =>
    "values" in entry ? Object.keys(entry.values).map((value) => [name as HabitName, value]) : [],
  );

  it.each(choices)("changes nothing under %s %s", async (name = "", value) => {
    const api = createApi();
    await api.call("PUT", PATH, { [name]: value });
    const { client_id } = await createClient(api, {
      client_name: " A ",
      redirect_urls: ["https://B.example.com", "https://a.example.com"],
      access_token_template_content: '{ "b": 1, "a": {{ user.user_id }} }',
      logo_url: "https://Logo.example.com",
    });
    const before = await readClient(api, client_id);
    const fields = ["client_name", "redirect_urls", FIELD, "id_token_template_content", "logo_url"];
    const sent = fields
      .map((field) => [field, before[field]])
      // A null cannot be sent: it stands for nothing set.
      .filter(([, field]) => field !== null);
    const { status } = await api.call("PUT", `${CLIENTS}/${client_id}`, Object.fromEntries(sent));
    expect(status).toBe(200);
    expect(await readClient(api, client_id)).toEqual(before);
  });
});
