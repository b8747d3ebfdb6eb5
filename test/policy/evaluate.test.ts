import { expect, it } from "vitest";
import { type AnyRule, evaluate } from "../../policy/src/index.ts";
import { rules } from "../../policy/src/rules/index.ts";
import { app } from "./_client.ts";

const NOW = new Date("2026-06-15T12:00:00Z");

const [first, second] = rules.filter(({ name }) => name.startsWith("connected-app-redirect-no-"));
if (first === undefined || second === undefined) throw new Error("no rules");

it("a client meets every rule before the next client does, and findings are in the order of rules", () => {
  const judged: string[] = [];
  const watched = [first, second].map((rule) => ({
    ...rule,
    check({ name }: { name: string }) {
      judged.push(`${name} ${rule.name}`);
      return [{ property: "redirectUrls", value: "redirectUrls", why: "why", remedy: "Remedy" }];
    },
  })) as unknown as AnyRule[];
  const clients = ["one", "two"].map((name) => app({}, { name }));
  const found = evaluate(clients, {}, { rules: watched, now: NOW });
  const names = [first.name, second.name];
  expect(judged).toEqual(["one", "two"].flatMap((name) => names.map((rule) => `${name} ${rule}`)));
  expect(found.map(({ rule, urn }) => `${rule} ${urn?.split("::").at(-1)}`)).toEqual(
    names.flatMap((rule) => [`${rule} one`, `${rule} two`]),
  );
});
