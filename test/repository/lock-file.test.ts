import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

interface Entry {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
}

const text = readFileSync(resolve(import.meta.dirname, "../../package-lock.json"), "utf8");
const entries = Object.entries((JSON.parse(text) as { packages: Record<string, Entry> }).packages);
const downloaded = entries.filter(([path, { link }]) => path.includes("node_modules/") && !link);

describe("the lock file", () => {
  it("pins the bytes of every package, those for other platforms too", () => {
    expect(downloaded.length).toBeGreaterThan(400);
    const unpinned = downloaded.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"));
    expect(unpinned.map(([path]) => path)).toEqual([]);
  });

  it("names no registry, so that each installation uses its own", () => {
    expect(downloaded.filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([]);
  });
});
