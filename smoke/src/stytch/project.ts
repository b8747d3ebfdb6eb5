import { z } from "zod";
import { RefusedError } from "../errors.ts";
import type { Vertical } from "../target.ts";
import type { Caller } from "./caller.ts";

const whoamiResponse = z.object({ project_id: z.string(), name: z.string() });

/** Proves that the credentials are right. */
export async function whoami(call: Caller): Promise<{ projectId: string; name: string }> {
  const response = await call({
    method: "GET",
    path: "/v1/debug/whoami",
    response: whoamiResponse,
  });
  return { projectId: response.project_id, name: response.name };
}

/** No organization has this id: what matters is which error says so. */
const NO_ORGANIZATION = "stytch-smoke-no-organization";

/**
 * Whether a project is consumer or B2B, judged by how it refuses to show an organization that does
 * not exist.
 *
 * @throws RefusedError, RequestError, StoppedError
 */
export async function findVertical(call: Caller): Promise<Vertical> {
  try {
    const path = `/v1/b2b/organizations/${NO_ORGANIZATION}`;
    await call({ method: "GET", path, response: z.object({}) });
    return "b2b";
  } catch (error) {
    const errorType = error instanceof RefusedError ? (error.refusal.errorType ?? "") : "";
    if (errorType === "invalid_b2b_endpoint") return "consumer";
    if (errorType.startsWith("organization_")) return "b2b";
    throw error;
  }
}
