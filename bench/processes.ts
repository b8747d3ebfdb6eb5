import { readdirSync, readFileSync } from "node:fs";

/** What was seen of the processes below this one. */
export interface ProcessWatch {
  /** Stops watching and ends what is still running of what was seen. */
  stop(): { largest: SeenProcess | undefined; seen: readonly SeenProcess[] };
}

export interface SeenProcess {
  readonly command: string;
  readonly peakBytes: number;
  /** What it had used of processors when it was last seen. */
  readonly cpuMs: number;
}

const INTERVAL_MS = 100;

/**
 * Watches the processes below this one that begin from now on, by `/proc`; sees nothing on other systems. The kernel keeps
 * the peak of each process, so that looking now and then is enough.
 */
export function watchProcesses(intervalMs = INTERVAL_MS): ProcessWatch {
  const seen = new Map<number, SeenProcess & { readonly started: string }>();
  const before = new Set(descendants(process.pid));
  const look = () => {
    for (const pid of descendants(process.pid)) {
      if (before.has(pid)) continue;
      const started = startTime(pid);
      const peakBytes = peakMemory(pid);
      if (started === undefined || peakBytes === undefined) continue;
      seen.set(pid, { started, command: commandLine(pid), peakBytes, cpuMs: cpuMs(pid) ?? 0 });
    }
  };
  const timer = setInterval(look, intervalMs);
  return {
    stop() {
      clearInterval(timer);
      for (const [pid, { started }] of seen) if (startTime(pid) === started) kill(pid);
      const sorted = [...seen.values()].sort((a, b) => b.peakBytes - a.peakBytes);
      return { largest: sorted[0], seen: sorted };
    },
  };
}

/** The largest process of each role; two of one role, as plugins are, do not add up. */
export function peaksByRole(seen: readonly SeenProcess[]): Record<string, number> {
  const peaks: Record<string, number> = {};
  for (const { command, peakBytes } of seen) {
    const role = roleOf(command);
    peaks[role] = Math.max(peaks[role] ?? 0, peakBytes);
  }
  return peaks;
}

/** What a process is for; its command line holds paths of the machine. */
export function roleOf(command: string): string {
  if (/cmd[\\/]run|fleet[\\/]fleet\.ts/.test(command)) return "program";
  if (/cmd[\\/]dynamic-provider|pulumi-resource-stytch/.test(command)) return "provider";
  if (/terraform-provider-/.test(command)) return "provider";
  if (/language-(host|nodejs)/.test(command)) return "language host";
  return /(^|[\\/])(pulumi|terraform) /.test(command) ? "engine" : "script";
}

/** Ends every process below this one; does nothing where there is no `/proc`. */
export function endDescendants(): void {
  for (const pid of descendants(process.pid)) kill(pid);
}

/** Of a process, by `/proc`; none where there is no such folder. */
export function descendants(pid: number): number[] {
  const children = threads(pid)
    .flatMap((thread) => readProc(`/proc/${pid}/task/${thread}/children`).trim().split(" "))
    .filter((text) => text !== "")
    .map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function threads(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** In ticks since the machine started: distinguishes a process from a later one with the same number. */
export function startTime(pid: number): string | undefined {
  const status = readProc(`/proc/${pid}/stat`);
  return status.slice(status.lastIndexOf(")")).split(" ")[20];
}

function peakMemory(pid: number): number | undefined {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readProc(`/proc/${pid}/status`))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/** What a process has used of processors, in milliseconds, by `/proc`. */
export function cpuMs(pid: number): number | undefined {
  const status = readProc(`/proc/${pid}/stat`);
  const [user, system] = status.slice(status.lastIndexOf(")")).split(" ").slice(12, 14);
  if (user === undefined || system === undefined) return undefined;
  return (Number(user) + Number(system)) * MS_A_TICK;
}

/** Of `/proc`, on every Linux. */
export const MS_A_TICK = 10;

export function commandLine(pid: number): string {
  return readProc(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim();
}

/** A file of `/proc`; empty for a process that has ended meanwhile, and where there is no such file. */
export function readProc(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}
