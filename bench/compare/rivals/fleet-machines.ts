/** Runs a command of the fleet as several machines do at once: `fleet-machines.ts K PROGRAM [ARGUMENT …]`. */
import { spawn } from "node:child_process";
import { once } from "node:events";

const [count = "", ...args] = process.argv.slice(2);
const machines = Array.from({ length: Number(count) }, (_, index) => `${index + 1}/${count}`);

const codes = await Promise.all(
  machines.map(async (shard) => {
    const machine = spawn(process.execPath, [...args, "--shard", shard], { stdio: "inherit" });
    const [code] = (await once(machine, "exit")) as [number | null];
    return code ?? 1;
  }),
);
process.exitCode = Math.max(...codes);
