import {
  type Answer,
  type Asked,
  type Page,
  StandIn,
  type StoredPost,
  TOKEN,
} from "./_stand-in.ts";

const NOT_FOUND: Answer = { status: 404, data: { message: "404 Not found" } };

/**
 * Stands in for the REST API of GitLab, as its documentation has it: the notes of merge request 7, and the
 * issues, of project 42.
 *
 * @see https://docs.gitlab.com/api/notes/#merge-requests
 * @see https://docs.gitlab.com/api/issues/
 */
export async function gitlab() {
  const host = new StandIn();
  const url = await host.serve((asked) => answer(host, asked));
  const environment = {
    GITLAB_CI: "true",
    CI_API_V4_URL: `${url}/api/v4`,
    CI_PROJECT_ID: "42",
    CI_MERGE_REQUEST_IID: "7",
    GITLAB_TOKEN: TOKEN,
  };
  return { host, url, environment, name: "GitLab" };
}

const PROJECT = "/api/v4/projects/42";
const NOTES = "/merge_requests/7/notes";

async function answer(host: StandIn, asked: Asked): Promise<Answer> {
  const { method, path } = asked;
  if (path === "/api/v4/user") return { status: 200, data: userOf("us") };
  if (!path.startsWith(PROJECT)) return NOT_FOUND;
  const [, room, id] =
    /^(\/merge_requests\/7\/notes|\/issues)(?:\/(\d+))?$/.exec(path.slice(PROJECT.length)) ?? [];
  if (room === undefined) return NOT_FOUND;
  const shown = room === NOTES ? noteOf : issueOf;
  if (id === undefined && method === "GET") {
    const labels = asked.query.get("labels");
    const isAsked = (post: StoredPost) =>
      room === NOTES || (post.isOpen && post.labels?.includes(labels ?? "") === true);
    return host.listed(host.posts.filter(isAsked), asked, shown, pageHeaders);
  }
  if (id === undefined) {
    const { body, description, title, labels } = asked.body as Record<string, string>;
    const text = body ?? description ?? "";
    const more = title === undefined ? {} : { title, labels: labels?.split(",") ?? [] };
    return { status: 201, data: shown(host.add({ body: text, ...more })) };
  }
  const post = host.find(id);
  if (post === undefined) return NOT_FOUND;
  if (method === "DELETE") {
    host.remove(post);
    return { status: 204 };
  }
  const { body, description, title, state_event } = asked.body as Record<string, string>;
  post.body = body ?? description ?? post.body;
  if (title !== undefined) post.title = title;
  if (state_event === "close") post.isOpen = false;
  return { status: 200, data: shown(post) };
}

function pageHeaders({ page, pages }: Page): Record<string, string> {
  return { "x-page": String(page), "x-total-pages": String(pages) };
}

function userOf(author: StoredPost["author"]) {
  return author === "us" ? { id: 1, username: "project_42_bot" } : { id: 2, username: "someone" };
}

function noteOf({ id, body, author }: StoredPost) {
  return { id, body, author: userOf(author), system: false, noteable_iid: 7 };
}

/** An issue has another id in the whole of GitLab than in its project. */
function issueOf({ id, body, title, author, isOpen }: StoredPost) {
  return {
    id: 1000 + id,
    iid: id,
    description: body,
    title,
    author: userOf(author),
    state: isOpen ? "opened" : "closed",
  };
}
