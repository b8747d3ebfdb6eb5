import { impactText } from "../report/impact.ts";
import type { Report, ReviewedClient } from "../report.ts";
import type { Impact } from "./impact.ts";

/**
 * Ids of the clients that a deployment ends: their users lose them.
 *
 * @param projectId leaves out those that are known to be of another project. Default: of any.
 */
export function endingClients({ clients }: Pick<Report, "clients">, projectId?: string): string[] {
  return clients.flatMap(({ client, kind }) => {
    const isEnded = kind === "replace" || kind === "delete";
    const isOwn = projectId === undefined || (client.projectId ?? projectId) === projectId;
    const isClient = client.resource === "ConnectedApp";
    return isEnded && isOwn && isClient && client.id !== undefined ? [client.id] : [];
  });
}

const ALREADY_GONE = "the project has no such client any more, so that no one would lose it";

/** The same report, in which the end of a client also says whom it hits. */
export function withImpact(report: Report, impact: Impact): Report {
  const byId = new Map([
    ...impact.clients.map((one) => [one.clientId, impactText(one, impact)] as const),
    ...impact.missing.map(({ clientId }) => [clientId, ALREADY_GONE] as const),
  ]);
  const told = (one: ReviewedClient): ReviewedClient => {
    const text = byId.get(one.client.id ?? "");
    if (text === undefined) return one;
    const findings = one.findings.map((finding) =>
      finding.id === "client-replaced" || finding.id === "client-deleted"
        ? { ...finding, sentence: `${finding.sentence}: ${text}` }
        : finding,
    );
    return { ...one, findings };
  };
  return { ...report, clients: report.clients.map(told) };
}
