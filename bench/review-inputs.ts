import type { DeclaredClient } from "./clients.ts";

const TYPE = "stytch:index:ConnectedApp";

/**
 * What `pulumi preview --json` prints where every client gets a redirect on a domain that no other has, and tokens
 * that live longer.
 */
export function previewOf(clients: readonly DeclaredClient[], projectId: string): object {
  const steps = clients.map(({ name, fields }, at) => {
    const urn = `urn:pulumi:prod::shop::${TYPE}::${name}`;
    const id = `connected-app-test-00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
    const own = [`https://app.${name}-site.com/callback`];
    const before = { ...fields, redirectUrls: own };
    const redirectUrls = [...own, `https://login.partner-of-${name}.net/callback`];
    const after = { ...before, redirectUrls, accessTokenExpiryMinutes: 120 };
    const state = (inputs: object) => ({
      ...{ urn, type: TYPE, id, custom: true, inputs },
      outputs: { ...inputs, projectId, clientId: id, status: "active" },
      sourcePosition: "project:///index.ts#12,3",
    });
    return {
      ...{ op: "update", urn, oldState: state(before), newState: state(after) },
      detailedDiff: { redirectUrls: {}, accessTokenExpiryMinutes: {} },
    };
  });
  return { steps, diagnostics: [], changeSummary: { update: steps.length } };
}
