import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import * as proto from "@pulumi/pulumi/proto/provider_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import {
  type CheckFailure,
  createProjectConnection,
  visible,
} from "../../provider/src/service/index.ts";
import type { Change } from "./detailed-diff.ts";
import type { EngineLog } from "./engine-log.ts";
import { invoke } from "./functions.ts";
import { type Diff, type Place, resources } from "./resources.ts";
import type { Method } from "./server.ts";
import { checkSettings, readSettings } from "./settings.ts";
import { decode, encode, NO_PROPERTIES } from "./values.ts";

export interface ProviderOptions {
  /** Of this package, e.g. `0.1.0`. */
  readonly version: string;
  /** The text of `schema.json`. */
  readonly schema: () => string;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: EngineLog;
}

/**
 * The methods of `pulumirpc.ResourceProvider`, for one Stytch project: the engine starts a process for
 * each provider of a program. Written on the protocol itself, since the SDK's server passes on neither
 * settings nor previews nor detailed diffs.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto
 */
export function createProvider(options: ProviderOptions): Readonly<Record<string, Method>> {
  const { version, schema, environment, log } = options;
  const stopping = new AbortController();
  const endings: (() => void)[] = [];
  let printed: Promise<unknown> = Promise.resolve();
  // The engine shows no one what a plugin writes to its output.
  const print = (line: string) => {
    printed = Promise.all([printed, log.write("info", line, "")]);
  };
  const connection = createProjectConnection(environment, print, {
    atEnd: (action) => endings.push(action),
    stop: stopping.signal,
  });
  const served = resources(connection, log);

  return {
    handshake(request: proto.ProviderHandshakeRequest) {
      log.connect(request.getEngineAddress());
      return new proto.ProviderHandshakeResponse().setAcceptSecrets(true).setAcceptOutputs(true);
    },
    attach(request: PluginAttach) {
      log.connect(request.getAddress());
      return new Empty();
    },
    getPluginInfo: () => new PluginInfo().setVersion(version),
    getSchema: () => new proto.GetSchemaResponse().setSchema(schema()),
    async checkConfig(request: proto.CheckRequest) {
      const news = decode(request.getNews());
      const { urn, name } = placeOf(request);
      const isExplicit = !/^default(_|$)/.test(name);
      const { failures, warnings } = checkSettings(news, isExplicit, environment);
      await Promise.all(warnings.map((warning) => log.write("warning", warning, urn)));
      // A secret also where a program gave it in clear: the engine keeps it in the state.
      return checked(encode(news.values, news.marks, ["secret"]), failures);
    },
    /** Other settings replace nothing: each resource says itself that it belongs to another project. */
    diffConfig(request: proto.DiffRequest) {
      const [olds, news] = [decode(request.getOldInputs()), decode(request.getNews())];
      const isSame = sortedJson(olds.values) === sortedJson(news.values);
      return new proto.DiffResponse().setChanges(isSame ? CHANGES.DIFF_NONE : CHANGES.DIFF_SOME);
    },
    configure(request: proto.ConfigureRequest) {
      connection.configure(readSettings(decode(request.getArgs())));
      return new proto.ConfigureResponse()
        .setAcceptsecrets(true)
        .setAcceptoutputs(true)
        .setSupportspreview(true);
    },
    async check(request: proto.CheckRequest) {
      const [olds, news] = [decode(request.getOlds()), decode(request.getNews())];
      const { inputs, failures } = await served.check(placeOf(request), olds, news);
      return checked(inputs, failures);
    },
    async diff(request: proto.DiffRequest) {
      const [state, news] = [decode(request.getOlds()), decode(request.getNews())];
      const ignored = request.getIgnorechangesList();
      return diffResponse(
        await served.diff(placeOf(request), request.getId(), state, news, ignored),
      );
    },
    async create(request: proto.CreateRequest) {
      const [place, inputs] = [placeOf(request), decode(request.getProperties())];
      if (request.getPreview()) {
        const properties = await served.previewCreate(place, inputs);
        return new proto.CreateResponse().setProperties(properties);
      }
      const { id, properties } = await served.create(place, inputs);
      return new proto.CreateResponse().setId(id).setProperties(properties);
    },
    async read(request: proto.ReadRequest) {
      const [id, state] = [request.getId(), decode(request.getProperties())];
      const inputs = request.hasInputs() ? decode(request.getInputs()) : NO_PROPERTIES;
      const found = await served.read(placeOf(request), id, state, inputs);
      const response = new proto.ReadResponse();
      if (!found) return response;
      return response.setId(id).setProperties(found.properties).setInputs(found.inputs);
    },
    async update(request: proto.UpdateRequest) {
      const [place, id] = [placeOf(request), request.getId()];
      const [state, news] = [decode(request.getOlds()), decode(request.getNews())];
      const properties = request.getPreview()
        ? await served.previewUpdate(place, id, state, news)
        : await served.update(place, id, state, news);
      return new proto.UpdateResponse().setProperties(properties);
    },
    async delete(request: proto.DeleteRequest) {
      const state = decode(request.getProperties());
      await served.delete(placeOf(request), request.getId(), state);
      return new Empty();
    },
    async invoke(request: proto.InvokeRequest) {
      const result = await invoke(connection, request.getTok(), decode(request.getArgs()));
      return new proto.InvokeResponse().setReturn(result);
    },
    /**
     * Asked for at Ctrl-C and before each end of the process. Writes that are on their way get their
     * response, so that the state knows what they made.
     */
    async cancel() {
      stopping.abort();
      for (const end of endings.splice(0)) end();
      await printed;
      return new Empty();
    },
    getMapping: () => new proto.GetMappingResponse(),
  };
}

/** Older engines give the URN alone, `urn:pulumi:STACK::PROJECT::PARENTS$TYPE::NAME`. */
function placeOf(request: { getUrn(): string }): Place {
  const urn = request.getUrn();
  const [, , types = "", ...name] = urn.split("::");
  return { urn, type: types.split("$").at(-1) ?? "", name: name.join("::") };
}

function checked(inputs: Struct, failures: readonly CheckFailure[]): proto.CheckResponse {
  const listed = failures.map(({ property, reason }) =>
    new proto.CheckFailure().setProperty(property).setReason(visible(reason)),
  );
  return new proto.CheckResponse().setInputs(inputs).setFailuresList(listed);
}

const CHANGES = proto.DiffResponse.DiffChanges;
const KINDS = proto.PropertyDiff.Kind;
const KIND_OF: Readonly<Record<Change, proto.PropertyDiff.Kind>> = {
  add: KINDS.ADD,
  delete: KINDS.DELETE,
  update: KINDS.UPDATE,
};
const REPLACE_KIND_OF: typeof KIND_OF = {
  add: KINDS.ADD_REPLACE,
  delete: KINDS.DELETE_REPLACE,
  update: KINDS.UPDATE_REPLACE,
};

function diffResponse({
  changes,
  replaces,
  stables,
  detailed,
  byInputs,
}: Diff): proto.DiffResponse {
  const response = new proto.DiffResponse()
    .setChanges(changes.length > 0 ? CHANGES.DIFF_SOME : CHANGES.DIFF_NONE)
    .setDiffsList([...changes])
    .setReplacesList([...replaces])
    .setStablesList([...stables])
    .setHasdetaileddiff(true);
  for (const [path, change] of detailed) {
    const [name = ""] = path.split("[");
    const kind = (replaces.includes(name) ? REPLACE_KIND_OF : KIND_OF)[change];
    const property = new proto.PropertyDiff().setKind(kind).setInputdiff(byInputs.has(name));
    response.getDetaileddiffMap().set(path, property);
  }
  return response;
}

function sortedJson(values: Record<string, unknown>): string {
  return JSON.stringify(Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1)));
}
