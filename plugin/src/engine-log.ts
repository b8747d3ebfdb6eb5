import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb.js";
import { visible } from "../../provider/src/service/index.ts";

export type Severity = "info" | "warning";

/** Shows lines to a person, at the resource that they concern. */
export interface EngineLog {
  /** Where the engine listens, e.g. `127.0.0.1:40123`. Earlier lines go to stderr. */
  connect(address: string): void;
  /** @param urn of the resource; `""` for the stack. Resolves once the engine has the line. */
  write(severity: Severity, line: string, urn: string): Promise<void>;
}

const SEVERITIES = { info: LogSeverity.INFO, warning: LogSeverity.WARNING } as const;

export function engineLog(): EngineLog {
  let client: EngineClient | undefined;
  return {
    connect(address) {
      client = new EngineClient(address, credentials.createInsecure());
    },
    write(severity, line, urn) {
      const message = visible(line);
      const engine = client;
      if (engine === undefined) {
        console.error(message);
        return Promise.resolve();
      }
      const request = new LogRequest()
        .setSeverity(SEVERITIES[severity])
        .setMessage(message)
        .setUrn(urn);
      // Without an engine no one is left to read it, and the operation must not fail because of that.
      return new Promise((resolve) => engine.log(request, () => resolve()));
    },
  };
}
