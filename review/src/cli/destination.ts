import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Destination } from "../host/index.ts";
import { ArgumentError } from "./argument-error.ts";

/** What the command line says of a destination; the environment of a CI job says the rest. */
export interface DestinationOptions {
  readonly host?: Destination["host"] | undefined;
  readonly repository?: string | undefined;
  readonly number?: number | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the texts of a job go.
 *
 * @param needsNumber whether they go to a pull or merge request.
 * @throws ArgumentError that names the option or the variable to give.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/variables
 * @see https://docs.gitlab.com/ci/variables/predefined_variables/
 */
export function destinationOf(
  options: DestinationOptions,
  environment: Environment,
  needsNumber: boolean,
): Destination {
  const host = options.host ?? hostIn(environment);
  const found = host === "github" ? inGithub(environment) : inGitlab(environment);
  const names = NAMES[host];
  const repository = options.repository ?? found.repository;
  if (!repository || (host === "github" && !/^[^/\s]+\/[^/\s]+$/.test(repository))) {
    throw new ArgumentError(`--repository: not known; give it, or ${names.repository}`);
  }
  const number = options.number ?? found.number;
  if (needsNumber && number === undefined) {
    throw new ArgumentError(
      `--number: the job is not about a ${names.request}; give the number of one, or run it for one`,
    );
  }
  if (!found.token) throw new ArgumentError(`${names.token}: not set; ${names.tokenRemedy}`);
  return {
    host,
    apiUrl: checkedUrl(found.apiUrl, names.apiUrl),
    repository,
    number: needsNumber ? number : undefined,
    token: found.token,
  };
}

const NAMES = {
  github: {
    repository: "GITHUB_REPOSITORY as owner/name",
    request: "pull request",
    token: "GITHUB_TOKEN",
    tokenRemedy:
      "give the step the token of the job as that variable, and the job the permission to write",
    apiUrl: "GITHUB_API_URL",
  },
  gitlab: {
    repository: "CI_PROJECT_ID",
    request: "merge request",
    token: "GITLAB_TOKEN",
    tokenRemedy:
      "make a project access token with the scope api and the role Reporter, and a masked variable of it",
    apiUrl: "CI_API_V4_URL",
  },
} as const;

function hostIn({ GITHUB_ACTIONS, GITLAB_CI }: Environment): Destination["host"] {
  if (GITHUB_ACTIONS) return "github";
  if (GITLAB_CI) return "gitlab";
  throw new ArgumentError(
    "--host: this is no job of GitHub or GitLab; give --host github or gitlab",
  );
}

type Found = Pick<Destination, "apiUrl"> & {
  readonly repository: string | undefined;
  readonly number: number | undefined;
  readonly token: string | undefined;
};

function inGithub(environment: Environment): Found {
  return {
    apiUrl: environment.GITHUB_API_URL || "https://api.github.com",
    repository: environment.GITHUB_REPOSITORY,
    number: numberOfEvent(environment.GITHUB_EVENT_PATH),
    token: environment.GITHUB_TOKEN,
  };
}

function inGitlab(environment: Environment): Found {
  return {
    apiUrl: environment.CI_API_V4_URL || "https://gitlab.com/api/v4",
    repository: environment.CI_PROJECT_ID,
    number: numberSchema.safeParse(Number(environment.CI_MERGE_REQUEST_IID)).data,
    token: environment.GITLAB_TOKEN,
  };
}

const numberSchema = z.int().positive();

/** @see https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request */
const eventSchema = z.object({ pull_request: z.object({ number: numberSchema }) });

function numberOfEvent(path: string | undefined): number | undefined {
  if (!path) return undefined;
  try {
    const event: unknown = JSON.parse(readFileSync(path, "utf8"));
    return eventSchema.safeParse(event).data?.pull_request.number;
  } catch {
    return undefined;
  }
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

function checkedUrl(text: string, variable: string): string {
  const url = URL.parse(text);
  const isSafe =
    url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.includes(url.hostname));
  if (url !== null && isSafe) return text.replace(/\/+$/, "");
  throw new ArgumentError(
    `${variable}: not an https:// URL, so that the token would travel in clear; correct it`,
  );
}
