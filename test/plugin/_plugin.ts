import { type CallOptions, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import * as proto from "@pulumi/pulumi/proto/provider_pb.js";
import { Status } from "@pulumi/pulumi/proto/status_pb.js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { onTestFinished } from "vitest";
import { createProvider } from "../../plugin/src/provider.ts";
import { serve } from "../../plugin/src/server.ts";
import type { StytchSettings } from "../../provider/src/stytch/settings.ts";

type Values = Record<string, unknown>;

/** A line that the plugin gave to the engine. */
export interface Line {
  readonly severity: string;
  readonly line: string;
  readonly urn: string;
}

/** The plugin in this process, behind the wire of the engine. */
export type Plugin = Awaited<ReturnType<typeof startPlugin>>;

export const CONNECTED_APP = "stytch:index:ConnectedApp";
export const ORGANIZATION = "stytch:index:OrganizationConnectedApps";
export const urnOf = (type: string, name = "web") => `urn:pulumi:test::project::${type}::${name}`;

export const struct = (values: Values) => Struct.fromJavaScript(values as never);
export const valuesOf = (message: Struct | undefined) => message?.toJavaScript() as Values;

export async function startPlugin(environment: NodeJS.ProcessEnv = {}) {
  const lines: Line[] = [];
  const engines: string[] = [];
  const provider = createProvider({
    version: "1.2.3",
    schema: () => '{"name":"stytch"}',
    environment: { STYTCH_READ_LAG_SECONDS: "0", ...environment },
    log: {
      connect: (address) => void engines.push(address),
      async write(severity, line, urn) {
        lines.push({ severity, line, urn });
      },
    },
  });
  const port = await serve(provider);
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
    // As the engine.
    "grpc.max_receive_message_length": 400 * 1024 * 1024,
  });
  onTestFinished(() => client.close());

  type Call<Request, Response> = (
    request: Request,
    metadata: Metadata,
    options: Partial<CallOptions>,
    done: (error: ServiceError | null, response: Response) => void,
  ) => unknown;
  /** @throws ServiceError */
  function ask<Request, Response>(
    call: Call<Request, Response>,
    request: Request,
  ): Promise<Response> {
    return new Promise((resolve, reject) =>
      call.call(client, request, new Metadata(), {}, (error, response) =>
        error ? reject(error) : resolve(response),
      ),
    );
  }

  return {
    client,
    lines,
    engines,
    ask,
    configure: ({ projectId, secret, apiUrl }: StytchSettings) =>
      ask(
        client.configure,
        new proto.ConfigureRequest().setArgs(struct({ projectId, secret, apiUrl })),
      ),
    check: (type: string, news: Values, olds: Values = {}) =>
      ask(
        client.check,
        new proto.CheckRequest().setUrn(urnOf(type)).setOlds(struct(olds)).setNews(struct(news)),
      ),
    diff: (type: string, id: string, olds: Values, news: Values, ignored: string[] = []) =>
      ask(
        client.diff,
        new proto.DiffRequest()
          .setUrn(urnOf(type))
          .setId(id)
          .setOlds(struct(olds))
          .setNews(struct(news))
          .setIgnorechangesList(ignored),
      ),
    create: (type: string, inputs: Values, isPreview = false) =>
      ask(
        client.create,
        new proto.CreateRequest()
          .setUrn(urnOf(type))
          .setProperties(struct(inputs))
          .setPreview(isPreview),
      ),
    /** @param inputs undefined for an import. */
    read: (type: string, id: string, properties: Values, inputs?: Values) =>
      ask(
        client.read,
        new proto.ReadRequest()
          .setUrn(urnOf(type))
          .setId(id)
          .setProperties(struct(properties))
          .setInputs(inputs && struct(inputs)),
      ),
    update: (type: string, id: string, olds: Values, news: Values, isPreview = false) =>
      ask(
        client.update,
        new proto.UpdateRequest()
          .setUrn(urnOf(type))
          .setId(id)
          .setOlds(struct(olds))
          .setNews(struct(news))
          .setPreview(isPreview),
      ),
    delete: (type: string, id: string, properties: Values) =>
      ask(
        client.delete,
        new proto.DeleteRequest().setUrn(urnOf(type)).setId(id).setProperties(struct(properties)),
      ),
    invoke: (token: string, args: Values) =>
      ask(client.invoke, new proto.InvokeRequest().setTok(token).setArgs(struct(args))),
  };
}

/** The error of a call that must fail. */
export async function errorOf(call: Promise<unknown>): Promise<ServiceError> {
  return call.then(
    () => Promise.reject(new Error("the call did not fail")),
    (error: ServiceError) => error,
  );
}

/** What the engine keeps of a resource whose operation stopped half way. */
export function keptOf({ metadata }: ServiceError) {
  const [bytes] = metadata.get("grpc-status-details-bin");
  const [detail] = Status.deserializeBinary(bytes as Buffer).getDetailsList();
  const failed = proto.ErrorResourceInitFailed.deserializeBinary(
    detail?.getValue_asU8() as Uint8Array,
  );
  return {
    id: failed.getId(),
    reasons: failed.getReasonsList(),
    properties: valuesOf(failed.getProperties()),
  };
}
