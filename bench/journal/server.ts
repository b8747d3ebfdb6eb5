import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { type Deployment, type JournalEntry, type Replay, replay } from "./replay.ts";

const TOKEN_SECONDS = 3_600;

/** What a stack's file holds. */
interface StoredStack {
  readonly version: number;
  readonly deployment: Deployment | undefined;
}

/** A command that runs. */
interface Update {
  readonly stack: string;
  readonly version: number;
  readonly journal: number;
  readonly replay: Replay;
  /** The whole state, from commands that send it at once. */
  checkpoint: Deployment | undefined;
}

interface Call {
  readonly body: unknown;
  readonly raw: string;
  /** The parts of the path that its pattern names. */
  readonly part: (name: string) => string;
}

type Handler = (call: Call) => unknown;

/** A response that is an error. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * A backend that journals, for measurements: so much of Pulumi Cloud's API as a CLI needs for stacks
 * with a passphrase. It appends what it gets to a file before it responds, and knows no users: its
 * address is of this machine alone.
 *
 * @param folder gets a file for each stack, and the journal of its last command.
 */
export function journalServer(folder: string): Server {
  mkdirSync(folder, { recursive: true });
  const updates = new Map<string, Update>();
  /** Of each stack with a command that changes it: the command's id. */
  const locks = new Map<string, string>();
  let started = 0;

  const fileOf = (stack: string) => join(folder, `${stack.replaceAll("/", "_")}.json`);
  const load = (stack: string): StoredStack => {
    if (!existsSync(fileOf(stack))) throw new Refusal(404, "Not Found: there is no such stack");
    return JSON.parse(readFileSync(fileOf(stack), "utf8")) as StoredStack;
  };
  const save = (stack: string, stored: StoredStack): void => {
    writeFileSync(`${fileOf(stack)}.new`, JSON.stringify(stored));
    renameSync(`${fileOf(stack)}.new`, fileOf(stack));
  };
  const updateOf = ({ part }: Call): Update => {
    const update = updates.get(part("update"));
    if (update === undefined) throw new Refusal(404, "Not Found: there is no such command");
    return update;
  };

  function begin(call: Call): unknown {
    const stack = stackOf(call);
    const { version, deployment } = load(stack);
    const id = call.part("update");
    if (locks.has(stack)) throw new Refusal(409, "Another command changes this stack");
    if (call.part("kind") !== "preview") locks.set(stack, id);
    updates.set(id, {
      stack,
      version: version + 1,
      journal: openSync(`${fileOf(stack)}.journal`, "w"),
      replay: replay(deployment),
      checkpoint: undefined,
    });
    return { version: version + 1, journalVersion: 1, ...lease() };
  }

  function journal(call: Call): unknown {
    const update = updateOf(call);
    writeSync(update.journal, `${call.raw}\n`);
    for (const entry of (call.body as { entries: JournalEntry[] }).entries)
      update.replay.add(entry);
    return {};
  }

  function checkpoint(call: Call): unknown {
    const body = call.body as { untypedDeployment: { deployment: Deployment } };
    updateOf(call).checkpoint = body.untypedDeployment.deployment;
    return {};
  }

  function complete(call: Call): unknown {
    const update = updateOf(call);
    const { stack, version } = update;
    closeSync(update.journal);
    if (locks.get(stack) === call.part("update")) {
      save(stack, { version, deployment: update.checkpoint ?? update.replay.deployment() });
      locks.delete(stack);
    }
    return { version };
  }

  const stack = "/api/stacks/:organization/:project/:stack";
  const update = `${stack}/:kind/:update`;
  const routes = [
    route("GET /api/user", () => ({ githubLogin: "bench", name: "bench", organizations: [] })),
    route("GET /api/user/organizations/default", () => ({ GitHubLogin: "bench" })),
    route("GET /api/capabilities", () => ({ capabilities: [] })),
    route("HEAD /api/stacks/:organization/:project", () => ({})),
    route("POST /api/stacks/:organization/:project", (call) => {
      const { stackName } = call.body as { stackName: string };
      const name = `${call.part("organization")}/${call.part("project")}/${stackName}`;
      if (existsSync(fileOf(name))) throw new Refusal(409, "The stack exists already");
      save(name, { version: 0, deployment: undefined });
      return {};
    }),
    route(`GET ${stack}`, (call) => ({
      orgName: call.part("organization"),
      projectName: call.part("project"),
      stackName: call.part("stack"),
      version: load(stackOf(call)).version,
      activeUpdate: "",
      tags: {},
    })),
    route(`GET ${stack}/export`, (call) => ({
      version: 3,
      deployment: load(stackOf(call)).deployment ?? {},
    })),
    route(`PATCH ${stack}/tags`, () => ({})),
    route(`POST ${stack}/:kind`, () => {
      started += 1;
      return { updateID: String(started), requiredPolicies: [], messages: [] };
    }),
    route(`POST ${update}`, begin),
    route(`GET ${update}`, () => ({ status: "succeeded", events: [] })),
    route(`PATCH ${update}/journalentries`, journal),
    route(`PATCH ${update}/checkpointverbatim`, checkpoint),
    route(`PATCH ${update}/checkpoint`, checkpoint),
    route(`POST ${update}/renew_lease`, lease),
    route(`POST ${update}/events/batch`, () => ({})),
    route(`POST ${update}/events`, () => ({})),
    route(`POST ${update}/complete`, complete),
  ];

  return createServer(async (request, response) => {
    const [status, body] = await respond(routes, request).then(
      (value): [number, unknown] => [200, value],
      (error: unknown): [number, unknown] => {
        const code = error instanceof Refusal ? error.status : 500;
        return [code, { code, message: error instanceof Error ? error.message : String(error) }];
      },
    );
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
}

function lease() {
  return { token: "bench", tokenExpiration: Math.floor(Date.now() / 1000) + TOKEN_SECONDS };
}

function stackOf({ part }: Call): string {
  return `${part("organization")}/${part("project")}/${part("stack")}`;
}

interface Route {
  readonly method: string;
  readonly pattern: URLPattern;
  readonly handle: Handler;
}

/** @param title `METHOD /path/:part` */
function route(title: string, handle: Handler): Route {
  const [method = "", pathname = ""] = title.split(" ");
  return { method, pattern: new URLPattern({ pathname }), handle };
}

async function respond(routes: readonly Route[], request: IncomingMessage): Promise<unknown> {
  const url = new URL(request.url ?? "/", "http://localhost");
  for (const { method, pattern, handle } of routes) {
    const groups = method === request.method && pattern.exec(url)?.pathname.groups;
    if (!groups) continue;
    const sent = await buffer(request);
    const raw = (request.headers["content-encoding"] === "gzip" ? gunzipSync(sent) : sent).toString(
      "utf8",
    );
    const body: unknown = raw === "" ? undefined : JSON.parse(raw);
    return handle({ body, raw, part: (name) => groups[name] ?? "" });
  }
  throw new Refusal(404, `Not Found: ${request.method} ${url.pathname} is not served`);
}
