import type { Kind } from "./kind.ts";
import { ifKnown } from "./known.ts";
import { kindByProvider } from "./provider-text.ts";
import { afterChange, secretPathsIn } from "./secrets.ts";

/** What an engine tells of a resource only while it is remediated. */
export interface Seen {
  /** What the resource is by the text of its provider. */
  readonly kind?: Kind | undefined;
  /** Paths of what the program marked as secret. */
  readonly secrets?: readonly string[];
}

/** What was told of the resources of a stack; the policies that judge them are not told. */
export class SeenResources {
  readonly #byUrn = new Map<string, Seen>();

  /** Takes in a resource that is to be remediated. */
  see({ urn, props }: { readonly urn: string; readonly props: Record<string, unknown> }): void {
    const kind = kindByProvider(ifKnown(() => props.__provider));
    const secrets = secretPathsIn(props);
    if (kind === undefined && secrets.length === 0) this.#byUrn.delete(urn);
    else this.#byUrn.set(urn, { kind, secrets });
  }

  /** Takes in that a remediation changed properties, whose secrets may stand elsewhere now. */
  changed(urn: string, properties: readonly string[]): void {
    const { kind, secrets = [] } = this.of(urn);
    if (secrets.length > 0)
      this.#byUrn.set(urn, { kind, secrets: afterChange(secrets, properties) });
  }

  of(urn: string): Seen {
    return this.#byUrn.get(urn) ?? {};
  }
}
