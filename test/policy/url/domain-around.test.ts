import fc from "fast-check";
import { expect, it } from "vitest";
import { domainAround } from "../../../policy/src/url/domain-around.ts";
import { isWithin } from "../../../policy/src/url/host.ts";
import { checkProperty } from "../../_property.ts";

const names = fc
  .array(fc.constantFrom("a", "b", "com", ""), { maxLength: 4 })
  .map((labels) => labels.join("."));

it("domainAround() finds the first domain of a list that a name is within", () => {
  const domains = ["b.com", "com", "a.com", "com"];
  expect(domainAround("a.com", domains)).toBe("com");
  expect(domainAround("a.b.com", domains)).toBe("b.com");
  expect(domainAround("notb.org", domains)).toBeUndefined();
  expect(domainAround("acom", domains)).toBeUndefined();
});

it("domainAround() finds what looking at each domain of the list finds", () => {
  checkProperty(
    fc.property(names, fc.array(names), (name, domains) => {
      expect(domainAround(name, domains)).toBe(domains.find((one) => isWithin(name, one)));
    }),
    500,
  );
});
