import { matchesApp } from "./pattern.ts";
import type { ConnectedApp } from "./rule.ts";
import type { Exemption } from "./settings.ts";

/** The exemption that lets a client break a rule on a day: one that holds before one that expired. */
export function exemptionFor(
  exemptions: readonly Exemption[],
  app: ConnectedApp,
  rule: string,
  now: Date,
): Exemption | undefined {
  const meant = exemptions.filter(
    (exemption) => exemption.rule === rule && matchesApp(exemption.client, app),
  );
  return meant.find((exemption) => !isExpired(exemption.expires, now)) ?? meant[0];
}

/** An exemption holds to the end of its last day, in UTC. */
export function isExpired(expires: string, now: Date): boolean {
  return now.toISOString().slice(0, "2000-01-01".length) > expires;
}

/** What is said where an exemption is used: that, why, who and until when. */
export function useNote({ reason, owner, expires }: Exemption, message: string): string {
  return `Exempted until ${expires} by ${owner} (${reason}): ${message}`;
}

/** What is said beside a violation whose exemption ran out. */
export function expiredNote({ owner, expires }: Exemption): string {
  return `The exemption of ${owner} expired on ${expires}: correct the client, or decide again.`;
}

/** What is said of an exemption that no client needs. */
export function unusedNote({ client, rule, owner, expires }: Exemption, now: Date): string {
  const expired = isExpired(expires, now) ? ` and expired on ${expires}` : "";
  return `The exemption of ${owner} for ${client} from ${rule} is not used${expired}: remove it.`;
}

/** Whether an exemption was meant for one of the violations that were found. */
export function isUsed(
  { client, rule }: Exemption,
  apps: readonly ConnectedApp[],
  violations: readonly { readonly rule: string; readonly urn: string | undefined }[],
): boolean {
  const broken = new Set(
    violations.filter((violation) => violation.rule === rule).map(({ urn }) => urn),
  );
  return apps.some((app) => broken.has(app.urn) && matchesApp(client, app));
}
