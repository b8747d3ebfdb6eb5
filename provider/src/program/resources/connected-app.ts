import type * as pulumi from "@pulumi/pulumi";
import { output } from "@pulumi/pulumi/output.js";
import type { ClientType } from "../../connected-app/model.ts";
import { eachField, FIELD_NAMES, type FieldName } from "../../stytch/connected-app-fields.ts";
import type { FlagsOfType } from "./client-types.ts";
import { DynamicResource, type Kind, typeToken } from "./dynamic-resource.ts";
import { warnOfLikelyMistakes } from "./likely-mistakes.ts";
import { liveGuard } from "./live-guard.ts";
import { withRotationNotice } from "./rotation-notice.ts";
import type { TemplateContent } from "./template-content.ts";

interface CommonArgs {
  /**
   * Name shown to people who are asked for consent. Need not be unique. No control characters.
   * `""` asks for no name. Default: the name of the resource.
   */
  clientName?: pulumi.Input<string | undefined>;
  /** What the client is for. Default: empty. */
  clientDescription?: pulumi.Input<string | undefined>;
  /**
   * Where the authorization code may be sent, as absolute URLs that match exactly: `https:`, or
   * `http:` for `localhost`, `127.0.0.1` and `[::1]` in a test project; no fragment. Without a port,
   * `127.0.0.1` and `[::1]` match every port (RFC 8252 section 7.3), `localhost` does not. Order and
   * duplicates do not matter. Default: none.
   *
   * @see [RFC 6749 section 3.1.2](https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2)
   */
  redirectUrls?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /**
   * Where a browser may be sent after an OIDC logout; same form as `redirectUrls`. Default: none.
   *
   * @see [OIDC RP-Initiated Logout](https://openid.net/specs/openid-connect-rpinitiated-1_0.html)
   */
  postLogoutRedirectUrls?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /**
   * Lifetime of access tokens in whole minutes, 1 to 2,147,483,647. Stytch publishes no bounds; it rejects
   * what it does not accept with `idp_invalid_access_token_expiry_minutes`. Default:
   * 60.
   */
  accessTokenExpiryMinutes?: pulumi.Input<number | undefined>;
  /**
   * Added to the `aud` claim of access tokens, in addition to the project id: a name without white space,
   * or a URI if it has a colon (RFC 7519 section 2). Default: none.
   */
  accessTokenCustomAudience?: pulumi.Input<string | undefined>;
  /**
   * Additional claims of access tokens. Placeholders such as `{{ user.email }}` or
   * `{{ organization.organization_id }}` are values, without quotes. Default: none.
   *
   * @see https://stytch.com/docs/guides/sessions/custom-claim-templates
   */
  accessTokenTemplateContent?: TemplateContent | undefined;
  /** Additional claims of ID tokens; same form as `accessTokenTemplateContent`. Default: none. */
  idTokenTemplateContent?: TemplateContent | undefined;
  /** Absolute `https:` or `http:` URL of the picture shown next to the name. Default: none. */
  logoUrl?: pulumi.Input<string | undefined>;
  /**
   * Adopts the client with this id, of the same type, instead of creating one: applies the other inputs
   * and leaves its secret valid (and unknown, until a rotation). Has no effect later. Default: none.
   */
  adoptClientId?: pulumi.Input<string | undefined>;
  /**
   * Like `adoptClientId`, for the one client of the project with exactly this `clientName`.
   * Default: false.
   */
  adoptByName?: pulumi.Input<boolean | undefined>;
  /**
   * Id of this client, to allow its replacement, or its deletion after the next `pulumi up`, in a
   * live project. Default: none.
   */
  allowDestructive?: pulumi.Input<string | undefined>;
}

/**
 * Rotation of the secret, in two changes of the program, with any time between them. A version is your
 * name for a secret, such as a number or a date.
 *
 * @see https://stytch.com/docs/api/connected-apps-rotate-secret
 */
interface SecretRotation {
  /**
   * Version of the current secret. Moving the value of `nextSecretVersion` here completes a
   * rotation: `nextClientSecret` becomes `clientSecret`, and the former secret is revoked. Changing it
   * outside a rotation is a hard cut: the secret is replaced at once. Default: `"1"`.
   */
  secretVersion?: pulumi.Input<string | undefined>;
  /**
   * Version of the next secret. Setting it starts a rotation: Stytch creates the output
   * `nextClientSecret`, and `clientSecret` stays valid. Only removing it cancels the
   * rotation. Default: none.
   */
  nextSecretVersion?: pulumi.Input<string | undefined>;
}

/**
 * Arguments of a Connected App. Leaving an optional one out, or setting it to `""` or `[]`, asks for
 * its default.
 */
export type ConnectedAppArgs = CommonArgs & SecretRotation & FlagsOfType;

/**
 * An OAuth 2.0 / OIDC client of a Stytch project.
 *
 * @example A web application of your own
 * ```ts
 * const app = new ConnectedApp("web", {
 *   clientType: "first_party",
 *   redirectUrls: ["https://app.example.com/callback"],
 * });
 * export const clientId = app.clientId;
 * export const clientSecret = app.clientSecret;
 * ```
 *
 * @example A command line tool, which cannot keep a secret
 * ```ts
 * new ConnectedApp("cli", {
 *   clientType: "first_party_public",
 *   redirectUrls: ["http://127.0.0.1/callback"],
 *   fullAccessAllowed: true,
 * });
 * ```
 *
 * @example A partner, with an audience and claims of its own
 * ```ts
 * new ConnectedApp("partner", {
 *   clientType: "third_party",
 *   redirectUrls: ["https://partner.example/oauth/callback"],
 *   accessTokenExpiryMinutes: 15,
 *   accessTokenCustomAudience: "https://api.example.com",
 *   accessTokenTemplateContent: { org: "{{ organization.organization_id }}" },
 * });
 * ```
 *
 * @see https://stytch.com/docs/api/connected-app-object
 */
export class ConnectedApp extends DynamicResource {
  /** Lets policies say `validateResourceOfType(ConnectedApp, …)`. */
  static readonly __pulumiType = typeToken("ConnectedApp");

  /** The `client_id` of OAuth 2.0, the same as `id`: so it stays known in the preview of an update. */
  declare readonly clientId: pulumi.Output<string>;
  declare readonly clientType: pulumi.Output<ClientType>;
  declare readonly clientName: pulumi.Output<string>;
  declare readonly clientDescription: pulumi.Output<string>;
  declare readonly redirectUrls: pulumi.Output<string[]>;
  declare readonly postLogoutRedirectUrls: pulumi.Output<string[]>;
  declare readonly fullAccessAllowed: pulumi.Output<boolean>;
  declare readonly bypassConsentForOfflineAccess: pulumi.Output<boolean>;
  /** Lifetime of access tokens in minutes. */
  declare readonly accessTokenExpiryMinutes: pulumi.Output<number>;
  declare readonly accessTokenCustomAudience: pulumi.Output<string>;
  /** Template text; `{}` if no claims are added. */
  declare readonly accessTokenTemplateContent: pulumi.Output<string>;
  /** Template text; `{}` if no claims are added. */
  declare readonly idTokenTemplateContent: pulumi.Output<string>;
  declare readonly logoUrl: pulumi.Output<string>;
  /** The project that holds the client. */
  declare readonly projectId: pulumi.Output<string>;
  /** The client's state as Stytch reports it, usually `active`. */
  declare readonly status: pulumi.Output<string>;
  /**
   * The client's secret, encrypted in the state; undefined for public clients, and, until a rotation, for a
   * client that was adopted or whose secret someone else changed. Stytch shows it once, when it creates
   * it: only the state has a copy.
   */
  declare readonly clientSecret: pulumi.Output<string | undefined>;
  /** Last four characters of the secret that Stytch holds; undefined for public clients. */
  declare readonly clientSecretLastFour: pulumi.Output<string | undefined>;
  /** The second valid secret during a rotation, encrypted in the state; otherwise undefined. */
  declare readonly nextClientSecret: pulumi.Output<string | undefined>;
  /** Last four characters of the next secret that Stytch holds, whoever started the rotation. */
  declare readonly nextClientSecretLastFour: pulumi.Output<string | undefined>;
  declare readonly secretVersion: pulumi.Output<string | undefined>;
  declare readonly nextSecretVersion: pulumi.Output<string | undefined>;
  /**
   * When the current secret became the current one, as an RFC 3339 time in UTC; undefined if
   * unknown. Recorded by this resource, since Stytch has no such date.
   */
  declare readonly secretRotatedAt: pulumi.Output<string | undefined>;
  /** When the rotation in progress began, in the same form; undefined if there is none. */
  declare readonly secretRotationStartedAt: pulumi.Output<string | undefined>;

  /**
   * @param name name of the resource in the stack, and of the client unless `clientName` is given.
   */
  constructor(name: string, args: ConnectedAppArgs, options?: pulumi.CustomResourceOptions) {
    const properties = { ...OUTPUTS, ...args, clientName: nameOr(name, args.clientName) };
    const guard = liveGuard(ConnectedApp.__pulumiType, options);
    const bound = guard?.bind(options) ?? options;
    super(KIND, name, properties, withRotationNotice(bound, args));
    this.clientId = this.id;
    guard?.declare(this, args);
    warnOfLikelyMistakes(this, args);
  }

  /**
   * An existing client as a resource that this stack reads at every run, and never changes or deletes.
   * `clientSecret` is undefined: Stytch does not show it again. Needs `@pulumi/pulumi` 3.268.0 or newer;
   * `getConnectedApp` does not.
   *
   * @param name name of the resource in the stack.
   * @param id the `client_id`.
   * @throws an error whose `code` is `ERR_STYTCH_PULUMI_SDK` with an older SDK.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options?: pulumi.CustomResourceOptions,
  ): ConnectedApp {
    // Nothing is declared: the server has all values.
    return new ConnectedApp(name, {} as ConnectedAppArgs, { ...options, id });
  }
}

const INPUTS = [
  "clientType",
  ...FIELD_NAMES,
  ...(["secretVersion", "nextSecretVersion"] as const),
  ...(["adoptClientId", "adoptByName", "allowDestructive"] as const),
] satisfies (keyof ConnectedAppArgs)[];

const KIND: Kind = {
  type: "ConnectedApp",
  served: "connectedApp",
  inputs: INPUTS,
  secretOutputs: ["clientSecret", "nextClientSecret"],
  insteadOf: {
    import: "To adopt an existing client, set adoptClientId to its id, or adoptByName to true.",
    replaceOnChanges:
      "For a new secret, change secretVersion; for a new client, rename the resource. A " +
      "change of clientType replaces the client without this option.",
  },
};

/** Names every output, so that the engine's response resolves it even without an argument. */
const OUTPUTS = {
  clientType: undefined,
  ...(eachField(() => undefined) as Record<FieldName, undefined>),
  projectId: undefined,
  status: undefined,
  clientSecret: undefined,
  clientSecretLastFour: undefined,
  nextClientSecret: undefined,
  nextClientSecretLastFour: undefined,
  secretVersion: undefined,
  nextSecretVersion: undefined,
  secretRotatedAt: undefined,
  secretRotationStartedAt: undefined,
} satisfies Record<Exclude<keyof ConnectedApp, keyof DynamicResource | "clientId">, undefined>;

/** Stytch's own default, a client without a name, requires `""`. */
function nameOr(
  name: string,
  clientName: pulumi.Input<string | undefined> | undefined,
): pulumi.Input<string> {
  if (typeof clientName === "string") return clientName;
  return output(clientName).apply((given) => given ?? name);
}
