import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** A comment or an issue at a host that stands in for the real one. */
export interface StoredPost {
  readonly id: number;
  body: string;
  title?: string;
  labels?: readonly string[];
  isOpen: boolean;
  readonly author: "us" | "someone";
  /** Whether it is a pull request, which GitHub lists among the issues. */
  readonly isPull?: boolean;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
}

export interface Answer {
  readonly status: number;
  readonly data?: unknown;
  readonly headers?: Record<string, string>;
}

export const TOKEN = "token-of-the-tests-0123456789";

/** What the stand-ins of both hosts share: a server, posts in memory, faults, and a gate. */
export class StandIn {
  readonly posts: StoredPost[] = [];
  /** `METHOD /path`, in order. */
  readonly requests: string[] = [];
  /** Once, instead of the right response. */
  fault: { readonly method: string; readonly answer: Answer } | undefined;
  /** Whether a list lacks what was created last, as behind a cache. */
  isStale = false;
  /** Where it is, once it serves. */
  url = "";
  #next = 1;
  #gate: { left: number; readonly open: () => void; readonly opened: Promise<void> } | undefined;

  add(post: Partial<StoredPost> & Pick<StoredPost, "body">): StoredPost {
    const stored = { author: "us", isOpen: true, ...post, id: this.#next } as const;
    this.#next += 1;
    this.posts.push(stored);
    return stored;
  }

  find(id: string | undefined): StoredPost | undefined {
    return this.posts.find((post) => String(post.id) === id);
  }

  remove(post: StoredPost): void {
    this.posts.splice(this.posts.indexOf(post), 1);
  }

  /** The next lists wait for each other: so many jobs see the same. */
  gate(lists: number): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = { left: lists, open: resolve, opened: promise };
  }

  /** A page of a list, with the header by which hosts name the next one, and `more`. */
  async listed(
    posts: readonly StoredPost[],
    { path, query }: Asked,
    shown: (post: StoredPost) => object,
    more: (page: Page) => Record<string, string> = () => ({}),
  ): Promise<Answer> {
    const found = await this.#page(posts, query);
    const further = new URLSearchParams(query);
    further.set("page", String(found.page + 1));
    const next = { link: `<${this.url}${path}?${further}>; rel="next"` };
    const headers = { ...more(found), ...(found.page < found.pages && next) };
    return { status: 200, data: found.posts.map(shown), headers };
  }

  /** What a list shows, a page of it. */
  async #page(posts: readonly StoredPost[], query: URLSearchParams): Promise<Page> {
    const shown = this.isStale ? posts.slice(0, -1) : [...posts];
    const gate = this.#gate;
    if (gate !== undefined && gate.left > 0) {
      gate.left -= 1;
      if (gate.left === 0) gate.open();
      await gate.opened;
    }
    const perPage = Number(query.get("per_page") ?? 20);
    const page = Number(query.get("page") ?? 1);
    const pages = Math.max(1, Math.ceil(shown.length / perPage));
    return { posts: shown.slice((page - 1) * perPage, page * perPage), page, pages };
  }

  /** Serves until the test ends. @returns the URL. */
  async serve(answer: (asked: Asked) => Answer | Promise<Answer>): Promise<string> {
    const server = createServer((request, response) => {
      void this.#answer(request, answer).then(({ status, data, headers }) => {
        response.writeHead(status, { "content-type": "application/json", ...headers });
        response.end(data === undefined ? undefined : JSON.stringify(data));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return this.url;
  }

  async #answer(
    request: IncomingMessage,
    answer: (asked: Asked) => Answer | Promise<Answer>,
  ): Promise<Answer> {
    const { method = "", url = "/" } = request;
    const { pathname: path, searchParams: query } = new URL(url, "http://stand-in");
    this.requests.push(`${method} ${path}`);
    const hasBody = Number(request.headers["content-length"] ?? 0) > 0;
    const body = hasBody ? ((await json(request)) as Record<string, unknown>) : {};
    const isOurs = /^(?:token|bearer) (.*)$/i.exec(request.headers.authorization ?? "")?.[1];
    if (isOurs !== TOKEN) return { status: 401, data: { message: "Bad credentials" } };
    const { fault } = this;
    if (fault !== undefined && fault.method === method) {
      this.fault = undefined;
      return fault.answer;
    }
    return answer({ method, path, query, body });
  }
}

export interface Page {
  readonly posts: readonly StoredPost[];
  readonly page: number;
  readonly pages: number;
}
