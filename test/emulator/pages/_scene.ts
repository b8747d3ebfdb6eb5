import type { Page } from "playwright-core";
import { z } from "zod";
import type { EmulatorOptions, RunningProject } from "../../../emulator/src/index.ts";
import { openPage } from "../../_browser.ts";
import { basic, createClient, readResponse } from "../_api.ts";
import { CHALLENGE, createPerson, VERIFIER } from "../_oauth.ts";
import { startEmulator } from "../_server.ts";

type Vertical = "consumer" | "b2b";

const REDIRECT = "https://app.example.com/callback";

/** An emulator on its ports, as a program of one of its projects sees it. */
export async function startProject(vertical: Vertical = "consumer", options: EmulatorOptions = {}) {
  const emulator = await startEmulator(options);
  const project = emulator.projects[vertical];
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const { url, projectId, secret } = project;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: basic(projectId, secret), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return readResponse(response);
  };
  return { vertical, project, call };
}

export type RunningScene = Awaited<ReturnType<typeof startProject>>;

const codeSchema = z.object({ authorization_code: z.string() });
const tokensSchema = z.object({ access_token: z.string(), refresh_token: z.string() });

/** A client that someone has signed in with, so that there is one of everything. */
export async function signInOnce(
  { vertical, call }: RunningScene,
  fields: Record<string, unknown> = {},
) {
  const person = await createPerson({ call }, vertical);
  const client = await createClient(
    { call },
    { client_name: "Web", redirect_urls: [REDIRECT], ...fields },
  );
  const code = await call("POST", `/v1${vertical === "b2b" ? "/b2b" : ""}/idp/oauth/authorize`, {
    client_id: client.client_id,
    redirect_uri: REDIRECT,
    scopes: ["openid", "email", "offline_access"],
    session_token: person.sessionToken,
    consent_granted: true,
    code_challenge: CHALLENGE,
  });
  const form = new URLSearchParams({
    grant_type: "authorization_code",
    code: codeSchema.parse(code.body).authorization_code,
    redirect_uri: REDIRECT,
    code_verifier: VERIFIER,
    client_id: client.client_id,
    ...(client.client_secret !== undefined && { client_secret: client.client_secret }),
  });
  const headers = { authorization: "", "content-type": "application/x-www-form-urlencoded" };
  const { body } = await call("POST", "/v1/oauth2/token", form.toString(), headers);
  return { client, person, tokens: tokensSchema.parse(body) };
}

/** Opens pages of a project, and collects whatever a page must not do. */
export async function visit(project: RunningProject, options: Parameters<typeof openPage>[0] = {}) {
  const page = await openPage(options);
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("dialog", async (dialog) => {
    problems.push(`dialog ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(project.url)) problems.push(`request ${request.url()}`);
  });
  const open = (path: string) => page.goto(`${project.url}/_emulator/${path}`);
  return { page, problems, open };
}

export const LISTS = [
  "clients",
  "people",
  "organizations",
  "sessions",
  "consents",
  "tokens",
  "traffic",
] as const;

/** The address of the first thing in a list. */
export async function firstOf(page: Page): Promise<string> {
  const href = await page.locator("tbody a").first().getAttribute("href");
  return (href ?? "").replace("/_emulator/", "");
}
