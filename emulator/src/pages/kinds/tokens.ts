import { html } from "hono/html";
import type { Ending, Grant } from "../../state/grant.ts";
import { timestamp } from "../../timestamp.ts";
import type { Kind } from "../kind.ts";
import { ends, hrefOf, type Scene } from "../scene.ts";
import { type Cell, facts, json } from "../table.ts";

/** A token or code; of an access token also what it says. */
export interface TokenEntry {
  id: string;
  kind: "access token" | "refresh token" | "authorization code";
  grant: Grant;
  state: string;
  issuedAt: number | undefined;
  expiresAt: number;
  claims: Record<string, unknown>;
}

export const tokens: Kind<TokenEntry> = {
  path: "tokens",
  title: "Tokens",
  columns: ["Token", "Client", "State", "Ends", "Claims"],
  all: (scene) => allTokens(scene),
  find: (scene, id) => allTokens(scene).find((token) => token.id === id),
  idOf: ({ id }) => id,
  row: ({ kind, grant, state, expiresAt, claims }, scene) => [
    kind,
    { text: grant.clientId, href: hrefOf("clients", grant.clientId) },
    state,
    ends(expiresAt, scene),
    json(claims),
  ],
  texts: ({ grant, claims }) => [grant.clientId, grant.subjectId, JSON.stringify(claims)],
  filters: [
    { name: "kind", label: "Kind", of: ({ kind }) => kind },
    { name: "state", label: "State", of: stateOf },
  ],
  detail: (token, scene) => html`
    <div data-live id="detail">
      ${facts([
        ["Kind", token.kind],
        ["State", stateOf(token, scene)],
        ["Issued", token.issuedAt === undefined ? "unknown" : timestamp(token.issuedAt)],
        ["Ends", ends(token.expiresAt, scene)],
        ["Client", { text: token.grant.clientId, href: hrefOf("clients", token.grant.clientId) }],
        ["Subject", { text: token.grant.subjectId, href: hrefOf("people", token.grant.subjectId) }],
        ["Session", sessionCell(token.grant)],
        ["Grant", token.grant.grantId],
        [token.kind === "access token" ? "Claims, decoded" : "Stands for", json(token.claims)],
        ["SHA-256", token.id],
      ])}
      <p class="note">The emulator keeps a hash of the token, and not the token itself.</p>
    </div>
  `,
};

/** Of a client, of a subject, or all, by the time of their end. */
export function allTokens(
  { state }: Scene,
  holders: Partial<Pick<Grant, "clientId" | "subjectId" | "sessionId">> = {},
): TokenEntry[] {
  const entries: TokenEntry[] = [
    ...state.authorizationCodes.all().map(({ id, grant, used, expiresAt }) => ({
      id,
      kind: "authorization code" as const,
      grant,
      state: used ? "used" : "active",
      issuedAt: undefined,
      expiresAt,
      claims: standsFor(grant),
    })),
    ...state.accessTokens
      .all()
      .map(({ id, grant, claims, exchanged, ending, issuedAt, expiresAt }) => ({
        id,
        kind: "access token" as const,
        grant,
        state: endingText(ending, exchanged ? "exchanged" : "active"),
        issuedAt,
        expiresAt,
        claims,
      })),
    ...state.refreshTokens.all().map(({ id, grant, used, ending, issuedAt, expiresAt }) => ({
      id,
      kind: "refresh token" as const,
      grant,
      state: endingText(ending, used ? "used" : "active"),
      issuedAt,
      expiresAt,
      claims: standsFor(grant),
    })),
  ];
  const isWanted = ({ grant }: TokenEntry) =>
    (holders.clientId === undefined || grant.clientId === holders.clientId) &&
    (holders.subjectId === undefined || grant.subjectId === holders.subjectId) &&
    (holders.sessionId === undefined || grant.sessionId === holders.sessionId);
  return entries.filter(isWanted);
}

function stateOf({ state, expiresAt }: TokenEntry, { clock }: Scene): string {
  return state === "active" && expiresAt <= clock.now() ? "expired" : state;
}

function endingText(ending: Ending, otherwise: string): string {
  return ending === null ? otherwise : ending.replace("_", " ");
}

function standsFor({ subjectId, scopes }: Grant): Record<string, unknown> {
  return { sub: subjectId, scope: scopes.join(" ") };
}

function sessionCell({ sessionId }: Grant): Cell {
  return sessionId === null
    ? "none: the subject was only named"
    : { text: sessionId, href: hrefOf("sessions", sessionId) };
}
