import { smokeTest } from "stytch-connected-apps-smoke";
import type { TestProject } from "./_project.ts";

/** Whether a client works with a secret, by the whole smoke test; else the check that failed first. */
export async function smokeWith(
  { projectId, secret, url }: TestProject,
  clientId: unknown,
  clientSecret: unknown,
): Promise<"works" | string> {
  const app = { clientId: String(clientId), clientSecret: String(clientSecret) };
  const target = { projectId, secret, apiUrl: url, app };
  const { outcome, checks } = await smokeTest(target, { temporarySubject: true });
  return outcome === "passed"
    ? "works"
    : (checks.find((check) => check.outcome === "failed")?.id ?? outcome);
}
