import type * as pulumi from "@pulumi/pulumi";
import type { ClientType } from "../../connected-app/model.ts";

type FirstParty = "first_party" | "first_party_public";
type ThirdParty = Exclude<ClientType, FirstParty>;

/** Each literal type has its own members, by which the compiler recognizes the one that a program means. */
export type FlagsOfType =
  | (OfType<FirstParty> & FirstPartyFlags)
  | (OfType<ThirdParty> & NoFirstPartyFlags)
  | (OfType<KnownLater> & FirstPartyFlags);

type KnownLater = Promise<ClientType> | pulumi.OutputInstance<ClientType>;

interface OfType<Type> {
  /**
   * `first_party` and `third_party` clients have a secret; the `_public` ones cannot keep one and
   * must use PKCE. First-party clients are your own, third-party ones someone else's. Required.
   * Changing it replaces the client: the new one is created first and has a new id and secret.
   *
   * @see https://stytch.com/docs/guides/connected-apps/client-types
   */
  clientType: Type;
}

interface FirstPartyFlags {
  /**
   * Whether tokens with `full_access` may become a full Stytch session. First-party only. Default: false.
   */
  fullAccessAllowed?: pulumi.Input<boolean | undefined>;
  /**
   * Whether `offline_access` (refresh tokens) needs no consent. First-party only. Default: false.
   */
  bypassConsentForOfflineAccess?: pulumi.Input<boolean | undefined>;
}

/** For third-party clients, and for where the type is one of several at compile time. */
interface NoFirstPartyFlags {
  /** Only first-party clients can have full access. */
  fullAccessAllowed?: FirstPartyOnly<"fullAccessAllowed">;
  /** Only first-party clients can bypass consent. */
  bypassConsentForOfflineAccess?: FirstPartyOnly<"bypassConsentForOfflineAccess">;
}

/** Adds nothing; the compiler prints the parameter in its error about the flag of that name. */
type FirstPartyOnly<Flag extends keyof FirstPartyFlags> =
  | pulumi.Input<false | undefined>
  | Extract<Flag, never>;
