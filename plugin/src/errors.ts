import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb.js";
import { Status } from "@pulumi/pulumi/proto/status_pb.js";
import { Any } from "google-protobuf/google/protobuf/any_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { type CodedError, isStytchError, visible } from "../../provider/src/service/index.ts";

/** A resource that was created, or changed in part: the engine keeps it, and the next update continues. */
export class UnfinishedError extends Error {
  readonly id: string;
  /** Hidden from loggers: they hold the client's secret. */
  readonly #properties: Struct;

  constructor(problem: CodedError, id: string, properties: Struct) {
    super(told(problem));
    this.id = id;
    this.#properties = properties;
  }

  /** In the form of the engine's protocol. */
  detail(): ErrorResourceInitFailed {
    return new ErrorResourceInitFailed()
      .setId(this.id)
      .setProperties(this.#properties)
      .setReasonsList([visible(this.message)]);
  }
}

/** A request for something that this plugin does not have. */
export class UnknownTokenError extends Error {}

/** The error of a call as gRPC sends it: a known one by its message, a bug with its stack. */
export function callError(error: unknown): Partial<ServiceError> {
  const code = error instanceof UnknownTokenError ? status.UNIMPLEMENTED : status.UNKNOWN;
  const details = visible(detailsOf(error));
  if (!(error instanceof UnfinishedError)) return { code, details };
  const any = new Any();
  any.pack(error.detail().serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const response = new Status().setCode(code).setMessage(details).setDetailsList([any]);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(response.serializeBinary()));
  return { code, details, metadata };
}

export function told({ code, message }: CodedError): string {
  return `[${code}] ${message}`;
}

function detailsOf(error: unknown): string {
  if (isStytchError(error)) return told(error);
  if (error instanceof UnfinishedError || error instanceof UnknownTokenError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
