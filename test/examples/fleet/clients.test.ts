import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import schema from "../../../examples/fleet/clients.schema.json" with { type: "json" };
import { checkClients } from "../../../examples/fleet/src/clients/check.ts";
import { readCsv } from "../../../examples/fleet/src/clients/csv.ts";
import { readYaml } from "../../../examples/fleet/src/clients/yaml.ts";
import { FIELD_NAMES } from "../../../provider/src/stytch/connected-app-fields.ts";
import { clientsOf, mistakesOf } from "./_file.ts";

const shown = (path: string) =>
  readFileSync(new URL(`../../../examples/fleet/${path}`, import.meta.url), "utf8");

describe("a CSV file of clients", () => {
  it("gives each client its fields in their types, and its key as its name", () => {
    const [web, cli] = clientsOf(
      [
        "key,clientType,clientName,redirectUrls,accessTokenExpiryMinutes,fullAccessAllowed",
        'web,first_party,Web,"https://a.example.com/cb\n https://b.example.com/cb",30,true',
        "cli,first_party_public,,,,",
      ].join("\n"),
    );
    expect(web).toMatchObject({
      key: "web",
      inputs: {
        clientType: "first_party",
        clientName: "Web",
        redirectUrls: ["https://a.example.com/cb", "https://b.example.com/cb"],
        accessTokenExpiryMinutes: 30,
        fullAccessAllowed: true,
      },
    });
    expect(cli?.inputs).toEqual({ clientType: "first_party_public", clientName: "cli" });
  });

  it("is refused with all its mistakes at once, each with line and column", async () => {
    const lines = [
      "key,clientType,redirectUrls,acessToken,accessTokenExpiryMinutes",
      "Bad Key,first_party,https://a.example.com/cb http://b.example.com,x,soon",
      "é,first_partyy,,,",
      'ok,first_party,"https://q.example.com',
      ' ftp://x.example",,0',
      "ok,first_party,,,,more",
    ];
    const mistakes = await mistakesOf("clients.csv", `\uFEFF${lines.join("\r\n")}\r\n`);
    expect(mistakes.map((line) => /^[^ ]* [^ ]*/.exec(line)?.[0])).toEqual([
      "clients.csv:1:29: acessToken",
      "clients.csv:2:1: key",
      "clients.csv:2:21: redirectUrls[1]",
      "clients.csv:2:69: accessTokenExpiryMinutes",
      "clients.csv:3:1: key",
      "clients.csv:3:3: clientType",
      "clients.csv:4:16: redirectUrls[1]",
      "clients.csv:5:20: accessTokenExpiryMinutes",
      "clients.csv:6:1: key",
      "clients.csv:6:19: there",
      "10 mistakes;",
    ]);
  });

  it.each([
    [
      "a quotation mark that is not closed",
      'key,clientType\n"web,first_party\n',
      /^clients\.csv:2:1: not a table/,
    ],
    [
      "a column that is there twice",
      "key,clientType,key\n",
      /^clients\.csv:1:16: key names two columns/,
    ],
    [
      "a text without a line, which would declare that no client is left",
      "",
      /^clients\.csv:1:1: there is no line of names; the first line is one/,
    ],
    [
      "columns that are missing",
      "redirectUrls\nx\ny\n",
      /^clients\.csv:1:1: the columns key and clientType are missing; the first line names/,
    ],
    [
      "a column that is missing",
      "clientType\nx\ny\n",
      /^clients\.csv:1:1: the column key is missing/,
    ],
    ["semicolons", "key;clientType\na;x\nb;x\n", /^clients\.csv:1:1: semicolons separate/],
    ["tabs", "key\tclientType\na\tx\n", /^clients\.csv:1:1: tabs separate/],
    ["a column without a name", "key,,clientType\n", /^clients\.csv:1:5: a column has no name/],
    ["a line of names that is not there", "\n", /^clients\.csv:1:1: there is no line of names/],
    ["bytes that are not UTF-8", Buffer.from([0x6b, 0xe9, 0x0a]), /not in UTF-8/],
  ])("is refused for %s, once", async (_, text, expected) => {
    const [mistake, ...others] = await mistakesOf("clients.csv", text);
    expect(mistake).toMatch(expected);
    expect(others.filter((line) => !line.startsWith("1 mistake;"))).toEqual([]);
  });

  it.each(["adoptByName", "adoptClientId"])("cannot adopt clients with %s", (name) => {
    const table = readYaml(`- { key: web, clientType: first_party, ${name}: x }`);
    const { mistakes } = checkClients(table, undefined);
    expect(mistakes.some(({ text }) => text.startsWith(`${name} adopts one client`))).toBe(true);
  });

  it("does not accept two clients with one name, even where one is a key", async () => {
    const lines = ["key,clientType,clientName", "web,first_party,", "tool,first_party,web"];
    const mistakes = await mistakesOf("clients.csv", lines.join("\n"));
    expect(mistakes[0]).toContain("clients.csv:3:18: clientName is the same as in line 2");
  });

  it("is read in a time that grows with its length, not with the square of it", () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `app-${n},first_party`);
    const { rows } = readCsv(["key,clientType", ...lines].join("\n"));
    expect(rows.at(-1)?.placeOf("clientType")).toEqual({ line: 20_001, column: 11 });
  });
});

describe("a YAML file of clients", () => {
  it("says the same as a CSV file", () => {
    const yaml = [
      "- key: web",
      "  clientType: first_party",
      "  redirectUrls:",
      "    - https://a.example.com/cb",
      "  accessTokenExpiryMinutes: 30",
    ];
    const csv =
      "key,clientType,redirectUrls,accessTokenExpiryMinutes\nweb,first_party,https://a.example.com/cb,30";
    const { clients } = checkClients(readYaml(yaml.join("\n")), undefined);
    expect(clients.map(({ inputs }) => inputs)).toEqual(clientsOf(csv).map(({ inputs }) => inputs));
  });

  it("is refused with all its mistakes at once, each with line and column", async () => {
    const mistakes = await mistakesOf(
      "clients.yaml",
      [
        "- key: web",
        "  clientType: first_party",
        "  redirectUrls: [https://a.example.com, nowhere]",
        "- just text",
        "- clientType: first_partyy",
        "  colour: red",
      ].join("\n"),
    );
    expect(mistakes.map((line) => /^[^ ]* [^ ]*/.exec(line)?.[0])).toEqual([
      "clients.yaml:3:41: redirectUrls[1]",
      "clients.yaml:4:3: a",
      "clients.yaml:5:3: clientType",
      "clients.yaml:5:3: key",
      "clients.yaml:5:3: clientName",
      "clients.yaml:6:3: colour",
      "6 mistakes;",
    ]);
  });

  it.each([
    ["no YAML", "- key: [", /^clients\.yml:1:\d+: /],
    ["the same field twice", "- key: a\n  key: b\n", /^clients\.yml:2:3: .*unique/],
    ["no list", "key: web\n", /^clients\.yml:1:1: the file must be a list/],
  ])("is refused for %s", async (_, text, expected) => {
    const [mistake] = await mistakesOf("clients.yml", text);
    expect(mistake).toMatch(expected);
  });
});

it("a file of another kind is refused by its name", async () => {
  expect((await mistakesOf("clients.txt", ""))[0]).toMatch(/must end in \.csv, \.yaml or \.yml/);
});

describe("the schema for editors", () => {
  const validate = new Ajv({ strict: true, formats: { uri: true } }).compile(schema);

  it("knows every field of a client", () => {
    const local = ["key", "clientType", "secretVersion", "nextSecretVersion", "allowDestructive"];
    const known = Object.keys(schema.items.properties);
    expect(known.toSorted()).toEqual([...local, ...FIELD_NAMES].toSorted());
  });

  it("accepts the clients of the example, which nothing is wrong with", () => {
    const { clients, mistakes } = checkClients(readCsv(shown("clients.csv")), undefined);
    expect(mistakes).toEqual([]);
    expect(clients.length).toBeGreaterThan(3);
    const rows = clients.map(({ key, inputs }) => ({ key, ...inputs }));
    expect(validate(rows), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ["no key", { clientType: "first_party" }],
    ["a key in capitals", { key: "Web", clientType: "first_party" }],
    ["an unknown type", { key: "web", clientType: "first" }],
    ["an unknown field", { key: "web", clientType: "first_party", colour: "red" }],
    [
      "a lifetime of no minutes",
      { key: "web", clientType: "first_party", accessTokenExpiryMinutes: 0 },
    ],
  ])("refuses %s", (_, client) => {
    expect(validate([client])).toBe(false);
  });
});
