import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { credentials, type ServiceError, status } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import type * as protocol from "@pulumi/pulumi/proto/analyzer_pb.js";
import messages from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { Configuration } from "../../policy/src/configuration.ts";
import type { Level } from "../../policy/src/rule.ts";
import { end } from "../../tools/pulumi/src/language-host/children.ts";
import { sdkCommand } from "../../tools/pulumi/src/language-host/languages/nodejs-sdk.ts";
import { Empty, MESSAGE_LIMITS, Struct } from "../../tools/pulumi/src/language-host/protocol.ts";

/** A resource as the engine hands it to a policy pack. */
export interface AnalyzedResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly options: { readonly protect: boolean; readonly additionalSecretOutputs: string[] };
  /** Inputs of its provider: the stack's configuration. */
  readonly provider: Readonly<Record<string, unknown>>;
}

/** The type of the provider of a resource, which follows from its package. */
export function providerType(type: string): string {
  return `pulumi:providers:${type.split(":")[0]}`;
}

/** A policy of the pack, with the level and parameters that apply without a configuration. */
export interface PolicyInfo {
  readonly name: string;
  readonly level: Level;
  readonly defaults: Readonly<Record<string, unknown>>;
}

export interface Diagnostic {
  readonly policy: string;
  readonly level: Level;
  readonly description: string;
  readonly message: string;
  /** Empty for what belongs to the resource that was asked for. */
  readonly urn: string;
}

export interface Remediation {
  readonly policy: string;
  /** All properties of the resource, after this policy and those before it. */
  readonly properties: Record<string, unknown>;
  /** Why it could not be corrected; empty if it could. */
  readonly diagnostic: string;
}

/** A policy pack in a process of its own, behind the protocol of the engine. */
export interface PolicyServer {
  readonly info: readonly PolicyInfo[];
  /** Takes what `--policy-pack-config` takes, and hands it on as the engine does. */
  configure(configuration: Configuration): Promise<void>;
  remediate(resource: AnalyzedResource): Promise<Remediation[]>;
  analyze(resource: AnalyzedResource): Promise<Diagnostic[]>;
  analyzeStack(resources: readonly AnalyzedResource[]): Promise<Diagnostic[]>;
  close(): Promise<void>;
}

/**
 * Starts the pack in a folder as the engine's language host does.
 *
 * @param env its environment in addition to this process's; undefined removes a variable.
 * @throws if the process ends before it prints its port, with what it wrote to standard error.
 */
export async function startPolicyServer(
  packDir: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<PolicyServer> {
  const noEngine = "127.0.0.1:1";
  const child = spawn(
    process.execPath,
    [sdkCommand(packDir, "run-policy-pack"), noEngine, packDir],
    { cwd: packDir, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] },
  );
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const port = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("error", reject);
    child.once("close", () => reject(new Error(`The policy pack did not start. ${errors}`)));
  });
  const client = new services.AnalyzerClient(
    `127.0.0.1:${port}`,
    credentials.createInsecure(),
    MESSAGE_LIMITS,
  );
  await introduce(client, packDir);
  const policies = await ask(
    (done) => client.getAnalyzerInfo(new Empty(), done),
    (response: protocol.AnalyzerInfo) => response.getPoliciesList().map(infoOf),
  );
  return {
    info: policies,
    configure: (configuration) =>
      ask(
        (done) => client.configure(configureRequest(policies, configuration), done),
        () => undefined,
      ),
    remediate: (resource) =>
      ask(
        (done) => client.remediate(fill(new messages.AnalyzeRequest(), resource), done),
        (response: protocol.RemediateResponse) => response.getRemediationsList().map(remediationOf),
      ),
    analyze: (resource) =>
      ask(
        (done) => client.analyze(fill(new messages.AnalyzeRequest(), resource), done),
        diagnosticsOf,
      ),
    analyzeStack: (resources) => {
      const request = new messages.AnalyzeStackRequest();
      request.setResourcesList(
        resources.map((resource) => fill(new messages.AnalyzerResource(), resource)),
      );
      return ask((done) => client.analyzeStack(request, done), diagnosticsOf);
    },
    async close() {
      client.close();
      await end(child);
    },
  };
}

/** A call as a promise of what its response means. */
function ask<Response, Value>(
  call: (done: (error: ServiceError | null, response: Response) => void) => unknown,
  read: (response: Response) => Value,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    call((error, response) => (error === null ? resolve(read(response)) : reject(error)));
  });
}

/** What the engine says first. An SDK need not know how to shake hands; the engine goes on then. */
async function introduce(
  client: InstanceType<typeof services.AnalyzerClient>,
  packDir: string,
): Promise<void> {
  const handshake = new messages.AnalyzerHandshakeRequest();
  handshake.setRootDirectory(packDir).setProgramDirectory(packDir);
  const nothing = (): void => {};
  await ask((done) => client.handshake(handshake, done), nothing).catch((error: ServiceError) => {
    if (error.code !== status.UNIMPLEMENTED) throw error;
  });
  const stack = new messages.AnalyzerStackConfigureRequest();
  stack.setStack("prod").setProject("shop").setOrganization("organization");
  await ask((done) => client.configureStack(stack, done), nothing);
}

/**
 * As the engine merges a configuration: level and defaults of each policy, the level of `all` over
 * them, and what is given by name over that.
 */
function configureRequest(
  policies: readonly PolicyInfo[],
  configuration: Configuration,
): protocol.ConfigureAnalyzerRequest {
  const all = given(configuration.all).level;
  const request = new messages.ConfigureAnalyzerRequest();
  const map = request.getPolicyconfigMap();
  for (const { name, level, defaults } of policies) {
    const own = given(configuration[name]);
    const config = new messages.PolicyConfig();
    config.setEnforcementlevel(numberOf(own.level ?? all ?? level));
    config.setProperties(Struct.fromJavaScript({ ...defaults, ...own.parameters } as never));
    map.set(name, config);
  }
  return request;
}

function given(value: unknown): { level?: Level; parameters: object } {
  if (typeof value === "string") return { level: value as Level, parameters: {} };
  const { enforcementLevel, ...parameters } = (value ?? {}) as { enforcementLevel?: Level };
  return { parameters, ...(enforcementLevel && { level: enforcementLevel }) };
}

function fill<Request extends protocol.AnalyzeRequest | protocol.AnalyzerResource>(
  request: Request,
  { type, name, urn, properties, options, provider }: AnalyzedResource,
): Request {
  const settings = new messages.AnalyzerResourceOptions();
  settings.setProtect(options.protect);
  settings.setAdditionalsecretoutputsList(options.additionalSecretOutputs);
  const owner = new messages.AnalyzerProviderResource();
  owner.setType(providerType(type)).setName("default");
  owner.setProperties(Struct.fromJavaScript(provider as never));
  request.setType(type).setName(name).setUrn(urn);
  request.setProperties(Struct.fromJavaScript(properties as never));
  request.setOptions(settings).setProvider(owner);
  return request;
}

const LEVELS: Readonly<Record<Level, protocol.EnforcementLevel>> = {
  advisory: messages.EnforcementLevel.ADVISORY,
  mandatory: messages.EnforcementLevel.MANDATORY,
  remediate: messages.EnforcementLevel.REMEDIATE,
  disabled: messages.EnforcementLevel.DISABLED,
};

function numberOf(level: Level): protocol.EnforcementLevel {
  return LEVELS[level];
}

function levelOf(number: protocol.EnforcementLevel): Level {
  const [level] = Object.entries(LEVELS).find(([, known]) => known === number) ?? [];
  if (level === undefined) throw new Error(`The pack responded with the unknown level ${number}.`);
  return level as Level;
}

function infoOf(policy: protocol.PolicyInfo): PolicyInfo {
  const properties = policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
  const withDefault = Object.entries(properties as Record<string, { default?: unknown }>).filter(
    ([, schema]) => schema.default !== undefined,
  );
  return {
    name: policy.getName(),
    level: levelOf(policy.getEnforcementlevel()),
    defaults: Object.fromEntries(withDefault.map(([name, schema]) => [name, schema.default])),
  };
}

function diagnosticsOf(response: protocol.AnalyzeResponse): Diagnostic[] {
  return response.getDiagnosticsList().map(diagnosticOf);
}

function diagnosticOf(diagnostic: protocol.AnalyzeDiagnostic): Diagnostic {
  return {
    policy: diagnostic.getPolicyname(),
    level: levelOf(diagnostic.getEnforcementlevel()),
    description: diagnostic.getDescription(),
    message: diagnostic.getMessage(),
    urn: diagnostic.getUrn(),
  };
}

function remediationOf(remediation: protocol.Remediation): Remediation {
  return {
    policy: remediation.getPolicyname(),
    properties: remediation.getProperties()?.toJavaScript() ?? {},
    diagnostic: remediation.getDiagnostic(),
  };
}
