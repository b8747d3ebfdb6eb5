import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../../../tools/pulumi/src/cache/location.ts";
import { findIn, findOnPath } from "../../../tools/pulumi/src/executables.ts";
import { runProcess } from "../../../tools/pulumi/src/run-process.ts";
import { REPOSITORY } from "../../folders.ts";

const MODULE = "github.com/Mastercard/terraform-provider-restapi";
const EXECUTABLE = "terraform-provider-restapi";
const MODULE_FOLDER = join(REPOSITORY, "bench/terraform");
const BUILD_TIMEOUT_MS = 600_000;

/** Builds the provider from its pinned Go modules, once; gives the folder that holds it. */
export async function buildTerraformProvider(): Promise<{ folder: string } | { problem: string }> {
  const folder = join(cacheFolder(process.env), `terraform-restapi-${await version()}`);
  if ((await findIn(folder, EXECUTABLE)) !== undefined) return { folder };
  const go = await findOnPath("go", process.env);
  if (go === undefined) return { problem: "there is no `go` on PATH to build its provider with" };
  await mkdir(cacheFolder(process.env), { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  try {
    const args = ["build", "-mod=readonly", "-trimpath", "-o", join(draft, EXECUTABLE), MODULE];
    const { failure } = await runProcess(go, args, {
      cwd: MODULE_FOLDER,
      // A workspace file above the checkout must not change the pinned modules.
      env: { ...process.env, GOWORK: "off" },
      timeoutMs: BUILD_TIMEOUT_MS,
    });
    if (failure !== undefined) return { problem: `\`go build\` of its provider ${failure}` };
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
    return { folder };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Of everything that it is built from, and for which platform. */
async function version(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) hash.update(await readFile(join(MODULE_FOLDER, file)));
  return `${process.platform}-${process.arch}-${hash.digest("hex").slice(0, 12)}`;
}

/** `v1.20.0`, as pinned. */
export async function pinnedProviderVersion(): Promise<string> {
  const manifest = await readFile(join(MODULE_FOLDER, "go.mod"), "utf8");
  return /terraform-provider-restapi (v\S+)/.exec(manifest)?.[1] ?? "unknown";
}
