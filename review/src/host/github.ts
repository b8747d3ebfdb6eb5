import { Octokit } from "@octokit/rest";
import type { Board, Post } from "./board.ts";
import type { Destination } from "./destination.ts";
import { type HostError, hostError, unlessGone } from "./host-error.ts";
import { isMarked, LABEL } from "./marker.ts";

const TIMEOUT_MS = 30_000;

const REMEDIES = {
  401: "Give GITHUB_TOKEN a token that is valid",
  403: "Give the job the permission to write, pull-requests: write for comments or issues: write for issues; for a pull request from a fork, no token has it",
  404: "Check repository and number, and that the token may read the repository",
  410: "Turn on issues in the settings of the repository",
  422: "Check that the conversation is not locked",
  429: "Wait, then run the job again",
};

/** A comment or an issue, as far as it matters here. */
interface Found {
  readonly id: number;
  readonly number?: number;
  readonly body?: string | null | undefined;
  readonly user: { readonly id: number; readonly type: string } | null;
  readonly pull_request?: object | undefined;
}

/**
 * The comments of a pull request.
 *
 * @see https://docs.github.com/rest/issues/comments
 */
export function githubComments(destination: Destination, key: string): Board {
  const { octokit, place, guarded, isOwn } = connect(destination);
  const issue_number = destination.number ?? 0;
  const { issues } = octokit.rest;
  return {
    list: () =>
      guarded(async () => {
        const all: Found[] = await octokit.paginate(issues.listComments, {
          ...place,
          issue_number,
          per_page: 100,
        });
        return ownPosts(all, key, await isOwn(), ({ id }) => id);
      }),
    create: (body) =>
      guarded(async () => {
        const { data } = await issues.createComment({ ...place, issue_number, body });
        return { id: data.id, body: data.body ?? body };
      }),
    update: (comment_id, body) =>
      unlessGone(() => guarded(() => issues.updateComment({ ...place, comment_id, body }))),
    remove: async (comment_id) => {
      await unlessGone(() => guarded(() => issues.deleteComment({ ...place, comment_id })));
    },
  };
}

/**
 * The open issues of a repository; to remove one is to close it.
 *
 * @see https://docs.github.com/rest/issues/issues
 */
export function githubIssues(destination: Destination, key: string, title: string): Board {
  const { octokit, place, guarded, isOwn } = connect(destination);
  const { issues } = octokit.rest;
  return {
    list: () =>
      guarded(async () => {
        const all: Found[] = await octokit.paginate(issues.listForRepo, {
          ...place,
          state: "open",
          labels: LABEL,
          per_page: 100,
        });
        const own = all.filter((one) => one.pull_request === undefined);
        return ownPosts(own, key, await isOwn(), ({ number }) => number ?? 0);
      }),
    create: (body) =>
      guarded(async () => {
        const { data } = await issues.create({ ...place, title, body, labels: [LABEL] });
        return { id: data.number, body: data.body ?? body };
      }),
    update: (issue_number, body) =>
      unlessGone(() => guarded(() => issues.update({ ...place, issue_number, title, body }))),
    remove: async (issue_number) => {
      await unlessGone(() =>
        guarded(() => issues.update({ ...place, issue_number, state: "closed" })),
      );
    },
  };
}

type IsOwn = (found: Found) => boolean;

function connect({ apiUrl, repository, token }: Destination) {
  const silent = () => {};
  const octokit = new Octokit({
    auth: token,
    baseUrl: apiUrl,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: {
      fetch: (url: string, options: RequestInit) =>
        fetch(url, { ...options, signal: AbortSignal.timeout(TIMEOUT_MS) }),
    },
  });
  const [owner = "", repo = ""] = repository.split("/");
  const guarded = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      throw translated(error, apiUrl, token);
    }
  };
  // A token of a job stands for an app, which has no user of its own to ask for.
  const isOwn = async (): Promise<IsOwn> => {
    try {
      const { data } = await octokit.rest.users.getAuthenticated();
      return ({ user }) => user?.id === data.id;
    } catch (error) {
      if ((error as { status?: unknown }).status !== 403) throw error;
      return ({ user }) => user?.type === "Bot";
    }
  };
  return { octokit, place: { owner, repo }, guarded, isOwn };
}

function ownPosts(
  all: readonly Found[],
  key: string,
  isOwn: IsOwn,
  idOf: (found: Found) => number,
): Post[] {
  return all
    .filter((one) => isMarked(one.body ?? "", key) && isOwn(one))
    .map((one) => ({ id: idOf(one), body: one.body ?? "" }))
    .sort((left, right) => left.id - right.id);
}

function translated(error: unknown, apiUrl: string, token: string): HostError {
  const { status, request, response, message } = error as {
    status?: number;
    request?: { method?: string; url?: string };
    response?: { data?: { message?: unknown } };
    message?: string;
  };
  const said = response?.data?.message ?? (response === undefined ? message : "");
  const path = request?.url?.replace(apiUrl, "").replace(/\?.*$/, "") ?? "";
  return hostError(
    {
      host: "GitHub",
      request: `${request?.method ?? "GET"} ${path}`,
      // Octokit has a 500 for what never reached a server.
      status: response === undefined ? undefined : status,
      said: typeof said === "string" ? said : "",
      remedies: REMEDIES,
    },
    token,
  );
}
