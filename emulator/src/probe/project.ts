import { readTextFile } from "../files.ts";
import { ProbeError } from "./errors.ts";

/** The project that is asked. */
export interface ProbedProject {
  /** Base URL of the API, without a slash at the end. */
  apiUrl: string;
  projectId: string;
  secret: string;
}

export interface ProjectOptions {
  url?: string;
  projectId?: string;
  secretFile?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const TEST_API = "https://test.stytch.com";
const LIVE_HOST = /(^|\.)(api\.stytch\.com|customers\.stytch\.com)$/i;

/** @throws ProbeError `wrong_arguments` for what is missing, wrong or of a live project. */
export function readProject(options: ProjectOptions, environment: Environment): ProbedProject {
  const projectId = options.projectId || environment.STYTCH_PROJECT_ID;
  if (!projectId) throw wrong("no project id; give --project-id, or set STYTCH_PROJECT_ID");
  if (/^project-live-/i.test(projectId)) throw live("the project id is of a live project");
  if (!/^project-test-./i.test(projectId)) {
    throw wrong("the project id must look like project-test-{uuid}; copy it from the dashboard");
  }
  const secret = readSecret(options.secretFile, environment);
  if (/^secret-live-/i.test(secret)) throw live("the secret is of a live project");
  return {
    apiUrl: readUrl(options.url || environment.STYTCH_API_URL || TEST_API),
    projectId,
    secret,
  };
}

function readSecret(file: string | undefined, environment: Environment): string {
  if (file === undefined) {
    const secret = environment.STYTCH_SECRET;
    if (secret) return secret;
    throw wrong("no secret; set STYTCH_SECRET, or give --secret-file with a file that holds it");
  }
  const read = readTextFile(file);
  if (!read.ok) {
    throw wrong(
      `--secret-file: ${file} cannot be read: ${read.problem}; name a file that holds the secret, or set STYTCH_SECRET`,
    );
  }
  const secret = read.text.trim();
  if (secret === "") throw wrong(`--secret-file: ${file} is empty; write the secret into it`);
  if (/\s/.test(secret)) {
    throw wrong(`--secret-file: ${file} must hold the secret alone, in one line`);
  }
  return secret;
}

function readUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw wrong("--url or STYTCH_API_URL: give a URL such as https://test.stytch.com");
  }
  if (url.username || url.password || url.search || url.hash) {
    throw wrong("--url or STYTCH_API_URL: give the URL without credentials, query and fragment");
  }
  if (LIVE_HOST.test(url.hostname)) throw live(`${url.hostname} is a host of live projects`);
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw wrong("--url or STYTCH_API_URL: http would send the secret in the clear; use https");
  }
  return `${url.origin}${withoutEndingSlashes(url.pathname)}`;
}

function withoutEndingSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end -= 1;
  return path.slice(0, end);
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);
}

function wrong(message: string): ProbeError {
  return new ProbeError("wrong_arguments", message);
}

function live(what: string): ProbeError {
  return wrong(`${what}; the probe makes clients, so it takes test projects only`);
}
