import { type Answer, type Asked, StandIn, type StoredPost, TOKEN } from "./_stand-in.ts";

const NOT_FOUND: Answer = { status: 404, data: { message: "Not Found", status: "404" } };

/**
 * Stands in for the REST API of GitHub, as its documentation has it: the comments of pull request 7, and
 * the issues, of acme/shop.
 *
 * @param account whose token is used; that of a job may not ask who it is.
 * @see https://docs.github.com/rest/issues/comments
 * @see https://docs.github.com/rest/issues/issues
 */
export async function github(account: "job" | "person" = "job") {
  const host = new StandIn();
  const url = await host.serve((asked) => answer(host, account, asked));
  const environment = {
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: url,
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_TOKEN: TOKEN,
  };
  return { host, url, environment, name: "GitHub" };
}

const REPOSITORY = "/repos/acme/shop";

async function answer(host: StandIn, account: "job" | "person", asked: Asked): Promise<Answer> {
  const { method, path } = asked;
  if (path === "/user") {
    return account === "person"
      ? { status: 200, data: userOf("us", account) }
      : { status: 403, data: { message: "Resource not accessible by integration" } };
  }
  if (!path.startsWith(`${REPOSITORY}/issues`)) return NOT_FOUND;
  const rest = path.slice(`${REPOSITORY}/issues`.length);
  const shown = (post: StoredPost) => dataOf(post, account);
  if (rest === "/7/comments" && method === "GET") return host.listed(host.posts, asked, shown);
  if (rest === "/7/comments" && method === "POST") {
    return { status: 201, data: shown(host.add({ body: String(asked.body.body) })) };
  }
  if (rest === "" && method === "GET") {
    const isAsked = ({ isOpen, labels = [] }: StoredPost) =>
      isOpen && labels.includes(asked.query.get("labels") ?? "");
    return host.listed(host.posts.filter(isAsked), asked, shown);
  }
  if (rest === "" && method === "POST") {
    const { title, body, labels } = asked.body as { title: string; body: string; labels: string[] };
    return { status: 201, data: shown(host.add({ title, body, labels })) };
  }
  const post = host.find(/^\/(?:comments\/)?(\d+)$/.exec(rest)?.[1]);
  if (post === undefined) return NOT_FOUND;
  if (method === "DELETE") {
    host.remove(post);
    return { status: 204 };
  }
  const { state, ...changes } = asked.body as { state?: string; body?: string; title?: string };
  Object.assign(post, changes, state === "closed" && { isOpen: false });
  return { status: 200, data: shown(post) };
}

function userOf(author: StoredPost["author"], account: "job" | "person") {
  return author === "us"
    ? {
        login: account === "job" ? "github-actions[bot]" : "octocat",
        id: 1,
        type: account === "job" ? "Bot" : "User",
      }
    : { login: "someone", id: 2, type: "User" };
}

function dataOf(post: StoredPost, account: "job" | "person") {
  const { id, body, title, author, isOpen, isPull = false } = post;
  return {
    id,
    number: id,
    body,
    title,
    state: isOpen ? "open" : "closed",
    user: userOf(author, account),
    ...(isPull && { pull_request: {} }),
  };
}
