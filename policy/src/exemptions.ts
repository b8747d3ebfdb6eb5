import { matchesApp } from "./pattern.ts";
import type { ConnectedApp } from "./rule.ts";
import type { Exemption } from "./settings.ts";

/** The exemption of a client from a rule: a valid one before one that expired. */
export function exemptionFor(
  exemptions: readonly Exemption[],
  app: ConnectedApp,
  rule: string,
  now: Date,
): Exemption | undefined {
  const candidates = exemptions.filter(
    (exemption) => exemption.rule === rule && matchesApp(exemption.client, app),
  );
  return candidates.find((exemption) => !isExpired(exemption.expires, now)) ?? candidates[0];
}

/** An exemption is valid to the end of its last day, in UTC. */
export function isExpired(expires: string, now: Date): boolean {
  return now.toISOString().slice(0, "2000-01-01".length) > expires;
}

/** The message where an exemption applies: until when, by whom and why. */
export function useNote({ reason, owner, expires }: Exemption, message: string): string {
  return `Exempted until ${expires} by ${owner} (${reason}): ${message}`;
}

/** The text after a violation whose exemption expired. */
export function expiredNote({ owner, expires }: Exemption): string {
  return `The exemption of ${owner} expired on ${expires}: correct the client, or renew the exemption.`;
}

/** The message on an exemption that no client needs. */
export function unusedNote({ client, rule, owner, expires }: Exemption, now: Date): string {
  const expired = isExpired(expires, now) ? ` and expired on ${expires}` : "";
  return `The exemption of ${owner} for ${client} from ${rule} is not used${expired}: remove it.`;
}

/** Whether an exemption applies to one of the violations that were found. */
export function isUsed(
  { client, rule }: Exemption,
  apps: readonly ConnectedApp[],
  violations: readonly { readonly rule: string; readonly urn: string | undefined }[],
): boolean {
  const violating = new Set(
    violations.filter((violation) => violation.rule === rule).map(({ urn }) => urn),
  );
  return apps.some((app) => violating.has(app.urn) && matchesApp(client, app));
}
