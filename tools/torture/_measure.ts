import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { execa } from "execa";
import { startApi } from "../../bench/contenders/api.ts";
import { OURS, PLUGIN } from "../../bench/contenders/contender.ts";
import { layOut, STACK } from "../../bench/contenders/workplace.ts";
import { withFolder } from "../../bench/folders.ts";
import { commandLine, descendants, roleOf } from "../../bench/processes.ts";
import { provideEngine } from "../pulumi/src/index.ts";

const marked = (folder: string) => readdirSync("/proc").filter((p) => /^\d+$/.test(p)).filter((p) => { try { return readFileSync(`/proc/${p}/environ`, "utf8").includes(folder); } catch { return false; } }).map(Number);
const engine = await provideEngine();
for (const contender of process.argv[2] === "plugin" ? [PLUGIN] : [OURS]) {
  const api = await startApi(Number(process.argv[3] ?? 300));
  await withFolder(async (folder) => {
    const place = await layOut(folder, contender, 20, engine, api.env);
    const run = (args: string[]) => execa(engine.command, args, { cwd: place.folder, env: place.env, extendEnv: false, stdin: "ignore", all: true, reject: false });
    console.log((await run(["stack", "init", STACK, "--non-interactive"])).exitCode);
    const child = run(["up", "--yes", "--skip-preview", "--non-interactive", "--parallel", "4"]);
    const total = async () => Object.values(await api.requests()).reduce((a, b) => a + b, 0);
    while ((await total()) < 5) await delay(20);
    const before = descendants(child.pid ?? 0).map((p) => `${p} ${roleOf(commandLine(p))}`);
    console.log("below", before);
    process.kill(child.pid ?? 0, "SIGKILL");
    await Promise.race([child, delay(3000)]);
    const t0 = Date.now();
    let last = "";
    for (let i = 0; i < 240; i++) {
      const now = marked(folder).map((p) => `${p} ${roleOf(commandLine(p))}`).join(", ");
      if (now !== last) { console.log(((Date.now() - t0) / 1000).toFixed(1), now || "none"); last = now; }
      if (now === "") break;
      await delay(250);
    }
    for (const p of marked(folder)) { console.log("left", p, commandLine(p), readFileSync(`/proc/${p}/status`,"utf8").match(/PPid:\s+\d+/)?.[0]); process.kill(p, "SIGKILL"); }
  });
  await api.close();
}
