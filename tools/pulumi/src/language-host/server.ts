import {
  Server,
  ServerCredentials,
  type ServerWritableStream,
  type sendUnaryData,
  status,
} from "@grpc/grpc-js";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { ENGINE_VERSION } from "../engine-version.ts";
import type { Children } from "./children.ts";
import { generateProgram } from "./generate-program.ts";
import { installDependencies } from "./install-dependencies.ts";
import type { Language } from "./languages/language.ts";
import {
  AboutResponse,
  DependencyInfo,
  Empty,
  GetProgramDependenciesResponse,
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  LanguageHandshakeResponse,
  LanguageRuntimeService,
  MESSAGE_LIMITS,
  PluginInfo,
  RuntimeOptionsResponse,
} from "./protocol.ts";
import { run } from "./run.ts";
import { runPlugin } from "./run-plugin.ts";

/** The calls that a deployment, an import or `package add` makes. gRPC responds with "unimplemented" to the rest. */
type Calls =
  | "handshake"
  | "getRequiredPackages"
  | "getRequiredPlugins"
  | "getPluginInfo"
  | "about"
  | "getProgramDependencies"
  | "runtimeOptionsPrompts"
  | "installDependencies"
  | "run"
  | "runPlugin"
  | "generateProgram"
  | "generatePackage"
  | "cancel";

/**
 * Serves the runtime of a language on a free loopback port, and gives that port.
 *
 * @param name of the language in the generator
 */
export async function serve(
  name: string,
  language: Language,
  engineAddress: string,
  children: Children,
): Promise<number> {
  const calls: Pick<ILanguageRuntimeServer, Calls> = {
    handshake: (_call, done) => done(null, new LanguageHandshakeResponse()),
    // The engine asks for a provider's plugin again when a program first uses it: that is enough.
    getRequiredPackages: (_call, done) => done(null, new GetRequiredPackagesResponse()),
    getRequiredPlugins: (_call, done) => done(null, new GetRequiredPluginsResponse()),
    getPluginInfo: (_call, done) => done(null, new PluginInfo().setVersion(ENGINE_VERSION)),
    runtimeOptionsPrompts: (_call, done) => done(null, new RuntimeOptionsResponse()),
    about: (_call, done) =>
      respond(done, async () => {
        const { executable, version } = await language.about();
        return new AboutResponse().setExecutable(executable).setVersion(version);
      }),
    getProgramDependencies: ({ request }, done) =>
      respond(done, async () => {
        const folder = request.getInfo()?.getProgramDirectory() || request.getPwd();
        const list = (await language.dependencies(folder)).map(({ name, version }) =>
          new DependencyInfo().setName(name).setVersion(version),
        );
        return new GetProgramDependenciesResponse().setDependenciesList(list);
      }),
    run: (call, done) => respond(done, () => run(call, children, language, engineAddress)),
    runPlugin: (call) => stream(call, () => runPlugin(call, children)),
    installDependencies: (call) =>
      stream(call, () => installDependencies(call, children, language)),
    generateProgram: ({ request }, done) =>
      respond(done, () => generateProgram(request, name, children)),
    generatePackage: (_call, done) =>
      done({
        code: status.UNIMPLEMENTED,
        details: `This language host writes no SDKs. \`npm run sdks -- --language ${name}\` writes that of the plugin; for others, use an installed Pulumi CLI.`,
      }),
    cancel: (_call, done) =>
      respond(done, async () => {
        await children.endAll();
        return new Empty();
      }),
  };
  const server = new Server(MESSAGE_LIMITS);
  server.addService(LanguageRuntimeService, calls);
  return new Promise((done, fail) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error === null ? done(port) : fail(error),
    );
  });
}

async function respond<T>(done: sendUnaryData<T>, work: () => Promise<T>): Promise<void> {
  try {
    done(null, await work());
  } catch (error) {
    done(failure(error));
  }
}

async function stream<Q, A>(
  call: ServerWritableStream<Q, A>,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
    call.end();
  } catch (error) {
    call.emit("error", failure(error));
  }
}

function failure(error: unknown): { code: status; details: string } {
  const details = error instanceof Error ? error.message : String(error);
  return { code: status.FAILED_PRECONDITION, details };
}
