import { failure } from "../../lifecycle/input-checks.ts";
import type { CheckFailure, CheckSurroundings } from "../../lifecycle/lifecycle.ts";
import { otherKindFailure } from "../../lifecycle/other-kind.ts";
import { isLoopbackUrl } from "./url.ts";

const URL_LISTS = ["redirectUrls", "postLogoutRedirectUrls"] as const;

/**
 * What the project refuses: a live one refuses loopback addresses, and each kind refuses ids of the other.
 * An unknown project refuses nothing. What Stytch accepted before passes, so that no client gets stuck.
 */
export function projectFailures(
  raw: Record<string, unknown>,
  { projectId, former }: CheckSurroundings,
): CheckFailure[] {
  if (projectId === undefined) return [];
  const isLive = projectId.startsWith("project-live-");
  // Stytch already holds the URLs of an adopted client.
  const isAdopted = Boolean(raw.adoptClientId) || raw.adoptByName === true;
  return [
    ...(isLive && !isAdopted ? loopbackFailures(raw, former) : []),
    ...otherKindFailure("adoptClientId", raw.adoptClientId, projectId),
  ];
}

function loopbackFailures(
  raw: Record<string, unknown>,
  former: Record<string, unknown> = {},
): CheckFailure[] {
  const problem =
    "is a loopback address, which a live project refuses; use https://, or deploy the client to a test project";
  return URL_LISTS.flatMap((list) =>
    listOf(raw[list]).flatMap((url, index) => {
      const isNew = !listOf(former[list]).includes(url);
      const isRefused = typeof url === "string" && isLoopbackUrl(url) && isNew;
      return isRefused ? [failure(`${list}[${index}]`, problem)] : [];
    }),
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
