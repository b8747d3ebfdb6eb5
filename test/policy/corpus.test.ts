import { describe, expect, it } from "vitest";
import { z } from "zod";
import { evaluate, rules } from "../../policy/src/index.ts";
import { exemptionSchema, SETTINGS, settingsSchema } from "../../policy/src/settings.ts";
import { appsOf, type CorpusCase, DOORS, placesOf, readCorpus, reportedOf } from "./_corpus.ts";

const corpus = readCorpus();

const themes = [...new Set(corpus.map(({ theme }) => theme))];

describe.each(DOORS)("the library, on clients of %s", (_, served) => {
  describe.each(themes)("%s", (theme) => {
    it.each(corpus.filter((one) => one.theme === theme).map(served))("$title", (one) => {
      const findings = evaluate(appsOf(one), one.configuration);
      expect(placesOf(findings.map(reportedOf))).toEqual(one.expected.toSorted());
    });
  });
});

/** What the configurations of the corpus give for a policy, as objects. */
function givenFor(policy: string): Record<string, unknown>[] {
  return corpus.flatMap(({ configuration: { [policy]: given } }) =>
    typeof given === "object" && given !== null ? [given as Record<string, unknown>] : [],
  );
}

/** Whether a case expects this rule, at any level, and nothing else. */
function isAlone(rule: string, { expected }: CorpusCase): boolean {
  return expected.length > 0 && expected.every((place) => place.split(" ")[1] === rule);
}

describe("the corpus", () => {
  it("has at least 300 cases, of which at least 60 are innocent", () => {
    expect(corpus.length).toBeGreaterThanOrEqual(300);
    const innocent = corpus.filter(({ theme }) => theme.startsWith("innocent-"));
    expect(innocent.length).toBeGreaterThanOrEqual(60);
    expect(innocent.flatMap(({ expected }) => expected)).toEqual([]);
  });

  it("has 200 further dangerous redirect URLs, each of which stops a deployment", () => {
    const dangerous = corpus.filter(({ theme }) => theme.startsWith("dangerous-"));
    const places = dangerous.flatMap(({ title, clients: [client], expected }) => {
      const urls = z.array(z.string()).parse(client?.properties.redirectUrls);
      const isStopped = (at: number) => (place: string) =>
        place.startsWith("mandatory ") && place.endsWith(` app.redirectUrls[${at}]`);
      return urls.map((url, at) => ({ title, url, stopped: expected.some(isStopped(at)) }));
    });
    expect(new Set(places.map(({ url }) => url)).size).toBeGreaterThanOrEqual(200);
    expect(places.filter(({ stopped }) => !stopped)).toEqual([]);
  });

  it("has 60 further innocent redirect URLs, of which none is reported", () => {
    const innocent = corpus.filter(({ theme }) => theme === "innocent-redirects");
    const urls = innocent.flatMap(({ clients: [client] }) =>
      z.array(z.string()).parse(client?.properties.redirectUrls),
    );
    expect(new Set(urls).size).toBeGreaterThanOrEqual(60);
    expect(innocent.flatMap(({ expected }) => expected)).toEqual([]);
  });

  it("has a title of its own for each case", () => {
    const titles = corpus.map(({ theme, title }) => `${theme}: ${title}`);
    expect(titles.filter((title, index) => titles.indexOf(title) < index)).toEqual([]);
    const cases = corpus.map(({ title: _, theme: __, ...one }) => JSON.stringify(one));
    const again = (_: string, index: number) => cases.indexOf(cases[index] ?? "") < index;
    expect(titles.filter(again)).toEqual([]);
  });

  it.each(rules)("violates only $name", ({ name }) => {
    const property = (place: string) => place.split(" ").length === 3;
    const alone = corpus.filter((one) => isAlone(name, one) && one.expected.every(property));
    expect(alone.length).toBeGreaterThan(0);
  });

  const parameters = rules.flatMap(({ name, config }) =>
    Object.keys(config.shape).map((parameter) => [name, parameter] as const),
  );
  it.each(parameters)("%s: sets %s in a case with findings and in a case without", (name, key) => {
    const cases = corpus.filter(({ configuration: { [name]: given } }) => {
      return typeof given === "object" && given !== null && key in given;
    });
    const found = cases.map(({ expected }) =>
      expected.some((place) => place.includes(` ${name} `)),
    );
    expect(found).toContain(true);
    expect(found).toContain(false);
  });

  it("sets every setting of the pack, and every field of an exemption", () => {
    const settings = givenFor(SETTINGS);
    const exemptions = z.array(z.array(z.record(z.string(), z.unknown())));
    const fields = exemptions.parse(settings.flatMap(({ exemptions: all }) => (all ? [all] : [])));
    expect(keysOf(settings)).toEqual(expect.arrayContaining(Object.keys(settingsSchema.shape)));
    expect(keysOf(fields.flat())).toEqual(
      expect.arrayContaining(Object.keys(exemptionSchema.shape)),
    );
  });

  it("sets every profile, and every level of a rule", () => {
    const profiles = givenFor(SETTINGS).flatMap(({ profile }) => profile ?? []);
    expect(profiles).toEqual(expect.arrayContaining(["strict", "advisory"]));
    const texts = corpus.flatMap(({ configuration }) => Object.values(configuration));
    const levels = ["advisory", "mandatory", "remediate", "disabled"];
    expect(texts).toEqual(expect.arrayContaining(levels));
  });
});

function keysOf(objects: readonly object[]): string[] {
  return [...new Set(objects.flatMap(Object.keys))];
}
