import type * as pulumi from "@pulumi/pulumi";
import { Output, output, secret } from "@pulumi/pulumi/output.js";
import { ProviderResource } from "@pulumi/pulumi/resource.js";
import { KEYS, type Key } from "../../connection/keys.ts";
import { nearestName } from "../../text/nearest-name.ts";
import { ProgramError } from "../program-error.ts";
import { guardClientsOf } from "./live-guard.ts";

/** The settings of a project, under the keys of the stack's configuration without `stytch:`. */
export interface StytchProviderArgs {
  /** `project-live-<uuid>` or `project-test-<uuid>`. Required. */
  projectId: pulumi.Input<string>;
  /** A secret of that project; becomes a Pulumi secret if it was none. Required. */
  secret: pulumi.Input<string>;
  /** Base URL of the API; `http:` for loopback addresses only. Default: by the kind of project. */
  apiUrl?: pulumi.Input<string | undefined>;
  /** Time limit of one API call with all its retries, in seconds, 1 to 3600. Default: 180. */
  timeoutSeconds?: pulumi.Input<number | undefined>;
  /** Maximum number of requests started in one second, 0.1 to 1000. Default: as many as Stytch accepts. */
  maxRequestsPerSecond?: pulumi.Input<number | undefined>;
  /** Maximum number of requests in flight, 1 to 100. Default: 10. */
  maxConcurrentRequests?: pulumi.Input<number | undefined>;
  /** How long after a write reads may still show the former state, in seconds, 0 to 60. Default: 6. */
  readLagSeconds?: pulumi.Input<number | undefined>;
  /** Ids of clients of a live project that may be replaced or deleted. Default: none. */
  allowDestructive?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Whether a preview reads the clients that will be adopted. Default: false. */
  readAtPreview?: pulumi.Input<boolean | undefined>;
}

/**
 * A Stytch project for the resources that name it in the option `provider`, in addition to or instead of the
 * one in the stack's configuration, which it does not read. The environment's `STYTCH_API_URL`,
 * `STYTCH_MAX_REQUESTS_PER_SECOND`, `STYTCH_READ_LAG_SECONDS` and `STYTCH_ALLOW_DESTRUCTIVE` apply to it too. Each
 * provider has its own process and its own budget of requests.
 *
 * Keep its name and its project: Pulumi deletes clients with the settings that the state holds, and a
 * client does not move to another project. Clients of a live project are guarded like those of the stack's
 * project; a project id that is an output may be live.
 *
 * @example Two projects
 * ```ts
 * const config = new pulumi.Config();
 * const partners = new StytchProvider("partners", {
 *   projectId: config.require("partnersProjectId"),
 *   secret: config.requireSecret("partnersSecret"),
 * });
 * new ConnectedApp("partner", { clientType: "third_party" }, { provider: partners });
 * ```
 */
export class StytchProvider extends ProviderResource {
  /**
   * @param name name of the resource in the stack.
   * @throws ProgramError `ERR_STYTCH_SETTINGS` for what JavaScript or a cast lets through: a missing project id or
   *   secret, which the environment must not replace by those of another project, and
   *   unknown arguments.
   */
  constructor(name: string, args: StytchProviderArgs, options?: pulumi.ResourceOptions) {
    refuseOtherArguments(name, args);
    const settings: Record<ProviderKey, pulumi.Input<string | undefined>> = {
      projectId: required(name, "projectId", args.projectId),
      secret: secret(required(name, "secret", args.secret)),
      apiUrl: args.apiUrl,
      timeoutSeconds: textOf(args.timeoutSeconds),
      maxRequestsPerSecond: textOf(args.maxRequestsPerSecond),
      maxConcurrentRequests: textOf(args.maxConcurrentRequests),
      readLagSeconds: textOf(args.readLagSeconds),
      allowDestructive: textOf(args.allowDestructive),
      readAtPreview: textOf(args.readAtPreview),
    };
    const given = Object.entries(settings).filter(([, value]) => value !== undefined);
    const properties = Object.fromEntries(given.map(([key, value]) => [`stytch:${key}`, value]));
    super("pulumi-nodejs", name, properties, options);
    guardClientsOf(this, args);
  }
}

/** The arguments that the provider reads. */
type ProviderKey = Exclude<Key, "projectDomain">;

function refuseOtherArguments(name: string, args: object): void {
  const names = Object.keys(KEYS).filter((key) => key !== "projectDomain");
  const problems = Object.keys(args)
    .filter((key) => !names.includes(key))
    .map((key) => {
      const nearest = nearestName(key, names);
      const advice = nearest
        ? `did you mean ${nearest}?`
        : `the arguments are ${names.join(", ")}.`;
      return `${key} is not an argument; ${advice}`;
    });
  if (problems.length > 0) throw settingsError(name, problems.join(" "));
}

/** The value, which must exist now or, as an output, once it is known. */
function required(
  name: string,
  key: "projectId" | "secret",
  value: pulumi.Input<string>,
): pulumi.Input<string> {
  const present = (known: unknown): string => {
    if (typeof known === "string" && known !== "") return known;
    throw settingsError(name, `${key} is missing; set it to that of the project you mean.`);
  };
  const isLater = Output.isInstance(value) || value instanceof Promise;
  return isLater ? output(value).apply(present) : present(value);
}

function settingsError(name: string, problem: string): ProgramError {
  return new ProgramError({
    code: "ERR_STYTCH_SETTINGS",
    message: `StytchProvider ${name}: ${problem}`,
  });
}

/** As the stack's configuration would hold it. */
function textOf(
  value: pulumi.Input<number | boolean | pulumi.Input<string>[] | undefined>,
): pulumi.Input<string | undefined> {
  if (value === undefined) return undefined;
  return output(value).apply((known) => (known === undefined ? undefined : String(known)));
}
