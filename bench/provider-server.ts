import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";
import { promisify } from "node:util";
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

const SERVER = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/dynamic-provider");
/** The server takes the engine's address, but calls it only for logs. */
const NO_ENGINE = "127.0.0.1:9";
const TIMEOUT_MS = 30_000;

export interface ProviderStart {
  /** From the start of the process to the line with its port. */
  readonly portMs: number;
  /** From the start of the process to the answer to the first `check`. */
  readonly answerMs: number;
}

/**
 * Starts the dynamic-provider server as the engine does and asks it one `check`.
 *
 * @param folder the folder of the program, where the provider text finds its packages.
 */
export async function startProvider(
  text: string,
  inputs: Readonly<Record<string, unknown>>,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<ProviderStart> {
  const begin = performance.now();
  const server = spawn(process.execPath, [SERVER, NO_ENGINE], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    const port = await portOf(server);
    const portMs = performance.now() - begin;
    await firstCheck(port, { ...inputs, __provider: text });
    return { portMs, answerMs: performance.now() - begin };
  } finally {
    if (server.exitCode === null && server.signalCode === null) {
      const gone = once(server, "exit");
      server.kill("SIGKILL");
      await gone;
    }
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

async function firstCheck(port: number, news: Record<string, unknown>): Promise<void> {
  const client = new services.ResourceProviderClient(
    `127.0.0.1:${port}`,
    grpc.credentials.createInsecure(),
  );
  try {
    const deadline = { deadline: Date.now() + TIMEOUT_MS };
    const configure = new messages.ConfigureRequest().setArgs(struct.Struct.fromJavaScript({}));
    await promisify(client.configure.bind(client, configure, new grpc.Metadata(), deadline))();
    const check = new messages.CheckRequest()
      .setOlds(struct.Struct.fromJavaScript({}))
      .setNews(struct.Struct.fromJavaScript(news as Record<string, struct.JavaScriptValue>));
    const answer = await promisify<messages.CheckResponse>(
      client.check.bind(client, check, new grpc.Metadata(), deadline),
    )();
    const [failure] = answer.getFailuresList();
    if (failure) throw new Error(`check failed: ${failure.getReason()}`);
  } finally {
    client.close();
  }
}
