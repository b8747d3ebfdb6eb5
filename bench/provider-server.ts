import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { promisify } from "node:util";
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import protobuf from "google-protobuf";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { REPOSITORY } from "./folders.ts";
import { cpuMs } from "./processes.ts";

/** The script of each door's process. */
export const SERVERS = {
  dynamic: createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/dynamic-provider"),
  plugin: join(REPOSITORY, "plugin/bin/pulumi-resource-stytch"),
} as const;

export type Door = keyof typeof SERVERS;

/** The server takes the engine's address, but calls it only for logs. */
const NO_ENGINE = "127.0.0.1:9";
/** Milliseconds for one call: under a limit of requests some wait for minutes. */
const TIMEOUT_MS = 600_000;
const NO_PROPERTIES = new Uint8Array();

const URN = urnOf("any");

/** Of a client; the plugin finds its type in it. */
export function urnOf(name: string): string {
  return `urn:pulumi:bench::bench::stytch:index:ConnectedApp::${name}`;
}

export interface ProviderStart {
  /** From the start of the process to the line with its port. */
  readonly portMs: number;
  /** From the start of the process to the response to the first `check`. */
  readonly responseMs: number;
  /** Of processors, in the same time; undefined where the system does not tell. */
  readonly cpuMs: number | undefined;
}

/**
 * A server that runs, and a connection to it. Properties stay as they come, bytes of a `Struct`: to
 * read and write them again would take more of the machine than the server does.
 */
export interface ProviderServer {
  /** @returns the inputs as `check` gives them back. */
  check(urn: string, news: Uint8Array): Promise<Uint8Array>;
  /** @returns the id of what was created. */
  create(urn: string, properties: Uint8Array): Promise<string>;
  /** From the start of the process to the line with its port. */
  readonly portMs: number;
  /** What the process has used of processors until now; undefined where the system does not tell. */
  cpuMs(): number | undefined;
  /** Ends the process and waits for its end. */
  close(): Promise<void>;
}

/**
 * Starts the process of a door as the engine does and asks it one `check`.
 *
 * @param text of the provider, for the dynamic door.
 * @param folder the folder of the program, where the provider text finds its packages.
 */
export async function startProvider(
  text: string | undefined,
  inputs: Readonly<Record<string, unknown>>,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<ProviderStart> {
  const begin = performance.now();
  const door = text === undefined ? "plugin" : "dynamic";
  const { check, portMs, cpuMs, close } = await openProvider(door, folder, env);
  try {
    await check(URN, toStruct({ ...inputs, ...(text !== undefined && { __provider: text }) }));
    return { portMs, responseMs: performance.now() - begin, cpuMs: cpuMs() };
  } finally {
    await close();
  }
}

/** Starts the process of a door and configures it; nothing has run in it yet. */
export async function openProvider(
  door: Door,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<ProviderServer> {
  const begin = performance.now();
  const server = spawn(process.execPath, [SERVERS[door], NO_ENGINE], {
    cwd: folder,
    env,
    // The plugin ends when its input closes.
    stdio: ["pipe", "pipe", "pipe"],
  });
  let client: services.ResourceProviderClient | undefined;
  const close = async () => {
    client?.close();
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, "exit");
    server.kill("SIGKILL");
    await gone;
  };
  try {
    const port = await portOf(server);
    const portMs = performance.now() - begin;
    client = new services.ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
    );
    const configure = new messages.ConfigureRequest().setArgs(new struct.Struct());
    await promisify(client.configure.bind(client, configure, new grpc.Metadata(), deadline()))();
    return { ...callsOf(client), portMs, cpuMs: () => cpuMs(server.pid ?? 0), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function portOf(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = "";
    let complaints = "";
    server.stderr?.on("data", (bytes) => {
      complaints += bytes;
    });
    server.stdout?.on("data", (bytes) => {
      output += bytes;
      if (output.includes("\n")) resolve(Number.parseInt(output, 10));
    });
    server.once("error", reject);
    server.once("exit", (code) =>
      reject(new Error(`the provider process ended with code ${code}: ${complaints.trim()}`)),
    );
  });
}

function callsOf(
  client: services.ResourceProviderClient,
): Pick<ProviderServer, "check" | "create"> {
  const metadata = new grpc.Metadata();
  const call = (method: "Check" | "Create", request: Uint8Array) =>
    new Promise<Buffer>((resolve, reject) => {
      client.makeUnaryRequest(
        `/pulumirpc.ResourceProvider/${method}`,
        (bytes: Uint8Array) => Buffer.from(bytes),
        (bytes: Buffer) => bytes,
        request,
        metadata,
        deadline(),
        (error, response) => (error || !response ? reject(error) : resolve(response)),
      );
    });
  return {
    async check(urn, news) {
      const request = new protobuf.BinaryWriter();
      request.writeString(1, urn);
      request.writeBytes(2, NO_PROPERTIES);
      request.writeBytes(3, news);
      const response = await call("Check", request.getResultBuffer());
      const reader = new protobuf.BinaryReader(response);
      while (reader.nextField()) {
        if (reader.getFieldNumber() === 1) return reader.readBytes();
        reader.skipField();
      }
      const [failure] = messages.CheckResponse.deserializeBinary(response).getFailuresList();
      throw new Error(`check failed: ${failure?.getReason()}`);
    },
    async create(urn, properties) {
      const request = new protobuf.BinaryWriter();
      request.writeString(1, urn);
      request.writeBytes(2, properties);
      const response = await call("Create", request.getResultBuffer());
      return messages.CreateResponse.deserializeBinary(response).getId();
    },
  };
}

type Properties = Readonly<Record<string, unknown>>;

/** @returns the bytes of a `Struct`. */
export function toStruct(properties: Properties): Uint8Array {
  const values = properties as Record<string, struct.JavaScriptValue>;
  return struct.Struct.fromJavaScript(values).serializeBinary();
}

function deadline(): { deadline: number } {
  return { deadline: Date.now() + TIMEOUT_MS };
}
