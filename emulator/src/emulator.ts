import { setTimeout as delay } from "node:timers/promises";
import { createApp, type EmulatorApp } from "./app.ts";
import { createGuard } from "./guard.ts";
import type { AppOptions } from "./options.ts";
import type { Project } from "./projects.ts";
import type { Seed } from "./seed/schema.ts";
import { type RunningServer, startServer } from "./server.ts";
import { readStateFile, writeStateFile } from "./state/state-file.ts";
import { createStore, type Snapshot, type Store } from "./state/store.ts";

export interface EmulatorOptions extends AppOptions {
  /**
   * Port of the consumer project, 0 to 65534; the B2B project gets the next one. 0 takes two free
   * ports. Default: 0.
   */
  port?: number;
  /**
   * Address to listen on. Default: `127.0.0.1`. The emulator is not protected: whoever reaches any
   * other address can use it.
   */
  host?: string;
  /**
   * Names, without a port, that requests may give in `Host` besides the address of the emulator and
   * loopback names; others are refused with 421, since a web page could be behind them. Default: none.
   */
  allowedHosts?: readonly string[];
  /**
   * JSON file that keeps clients, people, sessions, tokens and keys over a restart; created if missing.
   * Default: memory only.
   */
  stateFile?: string;
  /** What is there from the start, over what the state file holds. Default: nothing. */
  seed?: Seed;
}

/** A project and where it listens: the origin stands for its project domain. */
export interface RunningProject {
  url: string;
  projectId: string;
  secret: string;
  name: string;
}

export interface Emulator {
  projects: { consumer: RunningProject; b2b: RunningProject };
  /** Forgets everything and resets the clock; the ports stay. */
  reset(): void;
  /** Saves, stops listening and destroys every connection; nothing keeps the process alive. */
  close(): Promise<void>;
}

/**
 * Starts the emulated Stytch API on two ports of this machine. Any `/v1` call works on either; the
 * credentials tell the projects apart.
 *
 * @throws TypeError for wrong options, StateFileError for an unusable state file, SeedError for a seed that
 * breaks a rule, ListenError for a port that is taken.
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { stateFile, ...others } = options;
  return startEmulator(others, () => openState(stateFile));
}

/** Where an emulator keeps what it holds. */
export interface KeptState {
  readonly store: Store;
  /** Writes all of it. Default: it lives in memory only. */
  readonly save?: () => void;
}

/**
 * `createEmulator` with a state of the caller's.
 *
 * @param open is called once the options are known to be right.
 */
export async function startEmulator(
  options: Omit<EmulatorOptions, "stateFile">,
  open: () => KeptState,
): Promise<Emulator> {
  const { port = 0, host = "127.0.0.1", allowedHosts = [], seed, ...appOptions } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65534) {
    throw new TypeError("port: must be a whole number from 0 to 65534");
  }

  const { store, save } = open();
  const closing = new AbortController();
  const wait = async (ms: number) => {
    await delay(ms, undefined, { signal: closing.signal });
  };
  const app = createApp(appOptions, { store, wait });
  if (seed !== undefined) await app.seed(seed);
  const [consumer, b2b] = await startBoth(app, port, host, createGuard(host, allowedHosts));
  const close = async () => {
    closing.abort();
    await Promise.all([consumer.close(), b2b.close()]);
  };
  try {
    // An unwritable path fails here and not at the first change; only the process that got the ports
    // may write.
    save?.();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    projects: {
      consumer: runningProject(app.projects.consumer, host, consumer.port),
      b2b: runningProject(app.projects.b2b, host, b2b.port),
    },
    reset: app.reset,
    async close() {
      await close();
      save?.();
    },
  };
}

function openState(stateFile: string | undefined): KeptState {
  if (stateFile === undefined) return { store: createStore() };
  const write = (snapshot: Snapshot) => writeStateFile(stateFile, snapshot);
  const store = createStore(readStateFile(stateFile), write);
  return { store, save: () => write(store.snapshot()) };
}

async function startBoth(
  app: EmulatorApp,
  port: number,
  host: string,
  guard: ReturnType<typeof createGuard>,
): Promise<[RunningServer, RunningServer]> {
  const consumer = async (request: Request) => guard(request) ?? app.handle(request, "consumer");
  const b2b = async (request: Request) => guard(request) ?? app.handle(request, "b2b");
  const first = await startServer(consumer, port, host);
  try {
    return [first, await startServer(b2b, port === 0 ? 0 : port + 1, host)];
  } catch (error) {
    await first.close();
    throw error;
  }
}

function runningProject(project: Project, host: string, port: number): RunningProject {
  const { projectId, secret, name } = project;
  return { url: `http://${reachableHost(host)}:${port}`, projectId, secret, name };
}

/** A client cannot call an address that stands for all of this machine. */
function reachableHost(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
