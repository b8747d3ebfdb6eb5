import { Gitlab } from "@gitbeaker/rest";
import type { Board, Post } from "./board.ts";
import type { Destination } from "./destination.ts";
import { HostError, hostError, unlessGone } from "./host-error.ts";
import { isMarked, LABEL } from "./marker.ts";

const TIMEOUT_MS = 30_000;

const REMEDIES = {
  401: "Give GITLAB_TOKEN a token that is valid, with the scope api; the token of a job cannot write comments",
  403: "Give the token the scope api, and the role Reporter or more in the project",
  404: "Check repository and number, and that the token may read the project",
  429: "Wait, then run the job again",
};

/** A note or an issue, as far as it matters here. */
interface Found {
  readonly id: number;
  readonly iid?: number;
  readonly body?: string;
  readonly description?: string | null;
  readonly author: { readonly id: number };
}

/**
 * The notes of a merge request.
 *
 * @see https://docs.gitlab.com/api/notes/#merge-requests
 */
export function gitlabComments(destination: Destination, key: string): Board {
  const { gitlab, repository, guarded, ownId } = connect(destination);
  const iid = destination.number ?? 0;
  const path = `/projects/:id/merge_requests/${iid}/notes`;
  const notes = gitlab.MergeRequestNotes;
  return {
    list: () =>
      guarded(`GET ${path}`, async () => {
        const all = (await notes.all(repository, iid, { perPage: 100 })) as unknown as Found[];
        return ownPosts(all, key, await ownId(), (note) => [note.id, note.body]);
      }),
    create: (body) =>
      guarded(`POST ${path}`, async () => {
        const note = (await notes.create(repository, iid, body)) as unknown as Found;
        return { id: note.id, body: note.body ?? body };
      }),
    update: (id, body) =>
      unlessGone(() =>
        guarded(`PUT ${path}/${id}`, () => notes.edit(repository, iid, id, { body })),
      ),
    remove: async (id) => {
      await unlessGone(() =>
        guarded(`DELETE ${path}/${id}`, () => notes.remove(repository, iid, id)),
      );
    },
  };
}

/**
 * The open issues of a project; to remove one is to close it.
 *
 * @see https://docs.gitlab.com/api/issues/
 */
export function gitlabIssues(destination: Destination, key: string, title: string): Board {
  const { gitlab, repository, guarded, ownId } = connect(destination);
  const path = "/projects/:id/issues";
  const issues = gitlab.Issues;
  return {
    list: () =>
      guarded(`GET ${path}`, async () => {
        const all = (await issues.all({
          projectId: repository,
          state: "opened",
          labels: LABEL,
          perPage: 100,
        })) as unknown as Found[];
        return ownPosts(all, key, await ownId(), (one) => [one.iid, one.description]);
      }),
    create: (description) =>
      guarded(`POST ${path}`, async () => {
        const options = { description, labels: LABEL };
        const one = (await issues.create(repository, title, options)) as unknown as Found;
        return { id: one.iid ?? 0, body: one.description ?? description };
      }),
    update: (iid, description) =>
      unlessGone(() =>
        guarded(`PUT ${path}/${iid}`, () => issues.edit(repository, iid, { title, description })),
      ),
    remove: async (iid) => {
      await unlessGone(() =>
        guarded(`PUT ${path}/${iid}`, () => issues.edit(repository, iid, { stateEvent: "close" })),
      );
    },
  };
}

function connect({ apiUrl, repository, token }: Destination) {
  const gitlab = new Gitlab({
    host: apiUrl.replace(/\/api\/v4$/, ""),
    // As a bearer token: fetch takes that header away where another server is led to.
    oauthToken: token,
    queryTimeout: TIMEOUT_MS,
  });
  const guarded = async <T>(request: string, call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      throw error instanceof HostError ? error : translated(error, request, token);
    }
  };
  const ownId = () => guarded("GET /user", async () => (await gitlab.Users.showCurrentUser()).id);
  return { gitlab, repository, guarded, ownId };
}

function ownPosts(
  all: readonly Found[],
  key: string,
  ownId: number,
  partsOf: (found: Found) => readonly [id: number | undefined, body: string | null | undefined],
): Post[] {
  return all
    .filter(({ author }) => author.id === ownId)
    .map(partsOf)
    .filter(([, body]) => isMarked(body ?? "", key))
    .map(([id = 0, body]) => ({ id, body: body ?? "" }))
    .sort((left, right) => left.id - right.id);
}

function translated(error: unknown, request: string, token: string): HostError {
  const { cause, message } = error as {
    cause?: { description?: string; response?: { status?: number } };
    message?: string;
  };
  const said = cause?.description ?? message ?? "";
  const status = cause?.response?.status;
  return hostError({ host: "GitLab", request, status, said, remedies: REMEDIES }, token);
}
