import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { z } from "zod";
import type { StytchApi } from "../../provider/src/stytch/api.ts";
import { NO_PAUSE, type Rig, startRig } from "./_emulator.ts";

const stateSchema = z.looseObject({
  projects: z.record(
    z.string(),
    z.looseObject({
      connectedApps: z.array(
        z.looseObject({ sequence: z.number(), app: z.looseObject({ clientId: z.string() }) }),
      ),
    }),
  ),
});

/** A rig whose consumer project has so many clients, all alike; thousands at once, by a state file. */
export async function startRigWith(count: number): Promise<{ rig: Rig; ids: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "stytch-many-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const stateFile = join(folder, "state.json");
  const first = await startRig({ stateFile });
  const { projectId } = first.settings;
  const { clientId } = await first.api.createConnectedApp({ clientType: "first_party" });
  const state = stateSchema.parse(JSON.parse(await readFile(stateFile, "utf8")));
  const [entry] = state.projects[projectId]?.connectedApps ?? [];
  if (entry === undefined) throw new Error("the state file holds no client");
  const ids = Array.from(
    { length: count },
    (_, n) => `${clientId.slice(0, -12)}${String(n).padStart(12, "0")}`,
  );
  const connectedApps = ids.map((id, n) => ({
    sequence: n + 1,
    app: { ...entry.app, clientId: id },
  }));
  Object.assign(state.projects[projectId] ?? {}, { connectedApps });
  await writeFile(stateFile, JSON.stringify(state));
  return { rig: await startRig({ stateFile }, NO_PAUSE), ids };
}

/** Makes so many clients by the API. @returns their ids. */
export async function makeApps(api: StytchApi, count: number): Promise<string[]> {
  const apps = await Promise.all(
    Array.from({ length: count }, () => api.createConnectedApp({ clientType: "first_party" })),
  );
  return apps.map(({ clientId }) => clientId);
}
