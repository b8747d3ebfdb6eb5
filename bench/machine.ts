import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from "node:os";
import { dirname, join } from "node:path";
import type { Fact } from "./measures/measure.ts";

const require = createRequire(import.meta.url);

/** What figures depend on: without it they mean nothing. */
export function machineFacts(): Fact[] {
  const model = cpus()[0]?.model.trim() || "unknown model";
  return [
    ["Date", new Date().toISOString().slice(0, 16).replace("T", " ").concat(" UTC")],
    ["Cores", `${availableParallelism()} (${model}), ${platform()} ${arch()}`],
    ["Memory", `${(totalmem() / 1024 ** 3).toFixed(1)} GiB`],
    ["Load before", loadavg()[0]?.toFixed(2) ?? "unknown"],
    ["Node.js", process.versions.node],
    ["@pulumi/pulumi", packageVersion("@pulumi/pulumi")],
    ["stytch (official SDK)", packageVersion("stytch")],
  ];
}

/** The version of an installed package. Not every package exports its `package.json`. */
function packageVersion(name: string): string {
  let folder = dirname(require.resolve(name));
  for (;;) {
    const manifest = readManifest(join(folder, "package.json"));
    if (manifest.name === name && manifest.version) return manifest.version;
    if (dirname(folder) === folder) return "unknown";
    folder = dirname(folder);
  }
}

function readManifest(path: string): { name?: string; version?: string } {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return {};
  }
}
