import { expect, it } from "vitest";
import { createLookalikes, findLookalikes } from "../../../policy/src/url/lookalike-sites.ts";
import type { Site } from "../../../policy/src/url/site.ts";

const siteOf = (label: string): Site => ({ domain: `${label}.com`, label, isShared: false });

it("a domain is compared with those that share a key with it, however many are known", () => {
  const lookalikes = createLookalikes<Site>();
  let reads = 0;
  const watched = (label: string): Site => ({
    ...siteOf(label),
    get label() {
      reads += 1;
      return label;
    },
  });
  for (let at = 0; at < 1000; at++) lookalikes.add(watched(`partner-number-${at * 7}`));
  const northwind = watched("northwind");
  lookalikes.add(northwind);
  reads = 0;
  expect(lookalikes.find(siteOf("n0rthwind"))?.original).toBe(northwind);
  expect(lookalikes.find(siteOf("norhtwind"))?.original).toBe(northwind);
  expect(lookalikes.find(siteOf("southwind"))).toBeUndefined();
  expect(reads).toBeLessThan(20);
});

it("looking for a domain does not make it known", () => {
  const lookalikes = createLookalikes<Site>();
  lookalikes.find(siteOf("northwind"));
  expect(lookalikes.find(siteOf("n0rthwind"))).toBeUndefined();
});

it("of domains in a row each is compared with the earlier ones", () => {
  const sites = ["northwind", "n0rthwind", "norhtwind", "southwind"].map(siteOf);
  expect(
    findLookalikes(sites).map(({ site, original, isSame }) => [site.label, original.label, isSame]),
  ).toEqual([
    ["n0rthwind", "northwind", true],
    ["norhtwind", "northwind", false],
  ]);
});
