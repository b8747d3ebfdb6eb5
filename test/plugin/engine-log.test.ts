import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { expect, onTestFinished, test, vi } from "vitest";
import { engineLog } from "../../plugin/src/engine-log.ts";

/** An engine of which only the log is there. */
async function startEngine() {
  const seen: LogRequest.AsObject[] = [];
  const server = new Server();
  server.addService(EngineService, {
    log({ request }: ServerUnaryCall<LogRequest, Empty>, respond: sendUnaryData<Empty>) {
      seen.push(request.toObject());
      respond(null, new Empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );
  onTestFinished(() => server.forceShutdown());
  return { seen, address: `127.0.0.1:${port}`, end: () => server.forceShutdown() };
}

test("a line is at the engine once it is written, at its resource and harmless for a terminal", async () => {
  const { seen, address } = await startEngine();
  const log = engineLog();
  log.connect(address);
  await log.write("warning", "one\u001b[2J", "urn:a");
  expect(seen).toMatchObject([
    { severity: LogSeverity.WARNING, message: "one\\u{1b}[2J", urn: "urn:a" },
  ]);
  await log.write("info", "two", "");
  expect(seen[1]).toMatchObject({ severity: LogSeverity.INFO, message: "two", urn: "" });
});

test("before there is an engine, a line goes to the error output", async () => {
  const error = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => error.mockRestore());
  await engineLog().write("info", "early\u0007", "");
  expect(error.mock.calls).toEqual([["early\\u{7}"]]);
});

test("an engine that is gone fails nothing", async () => {
  const { address, end } = await startEngine();
  const log = engineLog();
  log.connect(address);
  end();
  await expect(log.write("info", "late", "")).resolves.toBeUndefined();
});
