import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Whether the processes of this machine can be seen. */
export const CAN_SEE_PROCESSES = existsSync("/proc/self/environ");

export interface SeenProcess {
  readonly pid: number;
  /** With its arguments, separated by spaces. */
  readonly command: string;
}

/** The processes whose environment holds a text, as each below the one that set it does. */
export function processesWith(mark: string): SeenProcess[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name) || !read(`/proc/${name}/environ`).includes(mark)) return [];
    return [{ pid: Number(name), command: read(`/proc/${name}/cmdline`).replaceAll("\0", " ") }];
  });
}

/** Empty for a process that has ended meanwhile, or is someone else's. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
