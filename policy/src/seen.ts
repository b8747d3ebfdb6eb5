import type { Kind } from "./kind.ts";
import { ifKnown } from "./known.ts";
import { kindByProvider } from "./provider-text.ts";
import { afterChange, secretPathsIn } from "./secrets.ts";
import { TOKENS } from "./tokens.ts";

/** What an engine passes to a pack only while a resource is remediated. */
export interface Seen {
  /** What the resource is by the text of its provider. */
  readonly kind?: Kind | undefined;
  /** Paths of what the program marked as secret. */
  readonly secrets?: readonly string[];
  /** Whether it tests the client in its input `app`, and does not create one from it. */
  readonly isSmokeTest?: boolean;
}

/** The whole text of a smoke test's provider: this is what runs, so no one can hide a client behind it. */
const SMOKE_TEST_PROVIDER =
  'exports.handler=()=>require("stytch-connected-apps-smoke/dynamic").smokeTest';

/** What remediations showed of the resources of a stack, for the policies that judge them. */
export class SeenResources {
  readonly #byUrn = new Map<string, Seen>();
  #hasRemediations = false;

  /** Records a resource that is to be remediated. */
  see({ urn, props }: { readonly urn: string; readonly props: Record<string, unknown> }): void {
    this.#hasRemediations = true;
    const provider = ifKnown(() => props.__provider);
    const isSmokeTest = provider === SMOKE_TEST_PROVIDER;
    const kind = kindByProvider(provider);
    const secrets = secretPathsIn(props);
    if (kind === undefined && secrets.length === 0 && !isSmokeTest) this.#byUrn.delete(urn);
    else this.#byUrn.set(urn, { kind, secrets, isSmokeTest });
  }

  /** Records that a remediation changed properties, whose secrets may now be elsewhere. */
  changed(urn: string, properties: readonly string[]): void {
    const seen = this.#byUrn.get(urn);
    if (seen?.secrets === undefined) return;
    this.#byUrn.set(urn, { ...seen, secrets: afterChange(seen.secrets, properties) });
  }

  of({ urn, type }: { readonly urn: string; readonly type: string }): Seen {
    const seen = this.#byUrn.get(urn);
    if (seen !== undefined) return seen;
    // Without remediations, only the type tells.
    return { isSmokeTest: !this.#hasRemediations && type === TOKENS.smokeTest };
  }
}
