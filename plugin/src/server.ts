import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { callError } from "./errors.ts";

/** Same as the engine's own limit: a state with many resources arrives in one message. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/** A method of the provider: a request in, a response or an error out. */
export type Method = (request: never) => unknown;

/** Serves methods of `pulumirpc.ResourceProvider` on a free port of the loopback address, and returns the port. */
export async function serve(methods: Readonly<Record<string, Method>>): Promise<number> {
  const server = new Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  const handlers = Object.entries(methods).map(([name, method]) => [name, unary(method)]);
  // For missing methods the response is UNIMPLEMENTED, as from an older plugin.
  server.addService(ResourceProviderService, Object.fromEntries(handlers));
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error),
    );
  });
}

function unary(method: Method) {
  return async (call: ServerUnaryCall<unknown, unknown>, respond: sendUnaryData<unknown>) => {
    try {
      respond(null, await method(call.request as never));
    } catch (error) {
      respond(callError(error));
    }
  };
}
