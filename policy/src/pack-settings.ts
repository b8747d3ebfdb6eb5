import type { Configuration } from "./configuration.ts";
import { configurePack } from "./configured-pack.ts";
import { environmentOf } from "./environment.ts";
import { isExpired } from "./exemptions.ts";
import { kindByType } from "./kind.ts";
import { matchesApp } from "./pattern.ts";
import type { ConnectedApp } from "./rule.ts";
import { rules } from "./rules/index.ts";
import type { Exemption } from "./settings.ts";

/** What a configuration says beside its rules. */
export interface PackSettings {
  readonly exemptions: readonly Exemption[];
  /** What a resource is by its type token, of any door; undefined for other resources. */
  kindOf(type: string): ConnectedApp["kind"];
  /** Whether the last day of an exemption is over. */
  isExpired(exemption: Exemption): boolean;
  /** Whether an exemption is for a client. */
  isFor(exemption: Exemption, app: Pick<ConnectedApp, "name" | "urn">): boolean;
  /**
   * Kind of the Stytch project of a client; undefined if nothing says so.
   *
   * @param projectId undefined if it is not known.
   * @param urn whose stack the settings may name.
   */
  environmentOf(projectId: string | undefined, urn: string): ConnectedApp["environment"];
}

/**
 * Reads the settings of the whole pack; those of a pack without any where they are wrong, which
 * `evaluate` and `checkConfiguration` report.
 *
 * @param now the time that decides on exemptions. Default: now.
 */
export function settingsIn(configuration: Configuration, now: Date = new Date()): PackSettings {
  const { settings } = configurePack(rules, configuration, () => now).evaluator;
  return {
    exemptions: settings.exemptions,
    kindOf: (type) => kindByType({ type, opts: {}, provider: {} }, settings),
    isExpired: ({ expires }) => isExpired(expires, now),
    isFor: ({ client }, app) => matchesApp(client, app),
    environmentOf: (projectId, urn) => environmentOf(projectId, urn, settings),
  };
}
