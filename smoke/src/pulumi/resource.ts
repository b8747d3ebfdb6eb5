import type * as pulumi from "@pulumi/pulumi";
import { secret } from "@pulumi/pulumi/output.js";
import { CustomResource, mergeOptions, Resource } from "@pulumi/pulumi/resource.js";
import { APP_FIELDS, type DeclaredApp } from "../connected-app-fields.ts";
import type { SmokeOptions, SubjectOptions } from "../options.ts";
import type { SmokeOutcome } from "../report.ts";
import type { SmokeTarget } from "../target.ts";
import { projectOf } from "./project.ts";

/** A `ConnectedApp`, or what is known about a client. */
export type SmokeTestedApp = {
  readonly [Field in keyof DeclaredApp]?: pulumi.Input<DeclaredApp[Field]> | undefined;
} & { readonly clientId: pulumi.Input<string> };

export interface SmokeTestArgs extends Omit<SmokeOptions, "signal" | "onProgress" | "subject"> {
  /** The client. What it declares is compared with what the project holds. */
  readonly app: SmokeTestedApp;
  /** Who signs in; encrypted in the state. Default: the `STYTCH_SMOKE_…` variables. */
  readonly subject?:
    | { readonly [Field in keyof SubjectOptions]: pulumi.Input<string | undefined> }
    | undefined;
  /** Default: stack configuration `stytch:projectDomain`, else as for `smokeTest`. */
  readonly projectDomain?: string | undefined;
  /** Default `auto`. */
  readonly vertical?: SmokeTarget["vertical"];
  /** Whether a failure is only a warning of the deployment. Default: no. */
  readonly warnOnly?: boolean | undefined;
  /** Values of any kind; a change of one has the client tested again. Default: none. */
  readonly triggers?: readonly unknown[] | undefined;
}

/**
 * A gate in a deployment: tests a Connected App that was created or changed, fails the `up` if a
 * check fails, and tests again at every further `up` until a test has passed. The project is that
 * of the client's provider, else of the stack's configuration (`stytch:projectId`, `stytch:secret`,
 * `stytch:apiUrl`) or of the environment.
 *
 * ```ts
 * const web = new ConnectedApp("web", { clientType: "first_party" });
 * new SmokeTest("web", { app: web, temporarySubject: true });
 * ```
 *
 * A child of the client, whose project it shares, whichever provider the program gave it, unless
 * `options` say otherwise.
 */
export class SmokeTest extends CustomResource {
  static readonly __pulumiType = "pulumi-nodejs:dynamic/stytch:SmokeTest";

  /** How the last test ended; `untested` if it could not begin. */
  declare readonly status: pulumi.Output<SmokeOutcome | "untested">;
  /** When the last test began, ISO 8601. */
  declare readonly testedAt: pulumi.Output<string>;
  declare readonly clientId: pulumi.Output<string>;
  /** Ids of the checks of the last test that failed or were inconclusive. */
  declare readonly failedChecks: pulumi.Output<string[]>;

  /** @param name The name of the resource in the stack, and what messages call the client. */
  constructor(name: string, args: SmokeTestArgs, options?: pulumi.CustomResourceOptions) {
    const { app, subject, ...rest } = args;
    const project = options?.provider === undefined ? projectOf(app) : undefined;
    const parent = Resource.isInstance(app) ? { parent: app as pulumi.Resource } : {};
    super(
      SmokeTest.__pulumiType,
      name,
      {
        ...{ status: undefined, testedAt: undefined, clientId: undefined, failedChecks: undefined },
        ...rest,
        ...(subject !== undefined && { subject: secret(subject) }),
        ...(project !== undefined && { project }),
        app: declared(app, name),
        // Constant, and without code or values: see the package's `dynamic` entry.
        __provider: `exports.handler=()=>require("stytch-connected-apps-smoke/dynamic").smokeTest`,
      },
      // A protected client does not mean a protected test.
      mergeOptions({ ...parent, protect: false }, options),
    );
  }
}

function declared(app: SmokeTestedApp, name: string): pulumi.Inputs {
  const { clientSecret } = app;
  return {
    name: app.name ?? name,
    ...Object.fromEntries(APP_FIELDS.map((field) => [field, app[field]])),
    clientSecret: clientSecret === undefined ? undefined : secret(clientSecret),
  };
}
