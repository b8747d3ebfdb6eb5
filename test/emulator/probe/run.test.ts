import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { HABIT_NAMES, HABITS } from "../../../emulator/src/habits/table.ts";
import { newMark } from "../../../emulator/src/probe/mark.ts";
import { createPace } from "../../../emulator/src/probe/pace.ts";
import { NOT_ASKED, QUESTIONS } from "../../../emulator/src/probe/questions/index.ts";
import { exitCodeOf, jsonOf, textOf } from "../../../emulator/src/probe/report.ts";
import { CLIENTS, ORIGIN } from "../_api.ts";
import { altered, differences, probed } from "./_probed.ts";

const SECRET = "secret-test-emulator-consumer";

describe("probe questions", () => {
  it("are those of the table, each either asked or not, with a reason", () => {
    const all = [...QUESTIONS.map(({ habit }) => habit), ...Object.keys(NOT_ASKED)];
    expect(all.toSorted()).toEqual(HABIT_NAMES.toSorted());
  });

  it("take as many requests and clients as the README says", async () => {
    const server = probed();
    await server.probe();
    const [, requests, clients] =
      /at most (\d+) .* (\d+) clients/.exec(server.lines[0] ?? "") ?? [];
    const readme = readFileSync(new URL("../../../emulator/README.md", import.meta.url), "utf8");
    expect(readme).toContain(`at most: ${requests} and ${clients}, of which`);
  });
});

describe("runProbe()", () => {
  it("says before the first request how many requests and clients it makes at most", async () => {
    const server = probed();
    let announced: string | undefined;
    const report = await server.probe({
      onProgress: (line) => {
        if (server.requests.length === 0) announced = line;
      },
    });
    const [, requests, clients] =
      /at most (\d+) requests, 5 a second, and (\d+) clients/.exec(announced ?? "") ?? [];
    expect(report.requests).toBe(server.requests.length);
    expect(Number(requests)).toBeGreaterThanOrEqual(report.requests);
    expect(Number(clients)).toBeGreaterThanOrEqual(report.clients);
  });

  it.each([5, 2, 1])("at rate %i never starts more requests within a second", async (rate) => {
    const server = probed();
    await server.probe({ rate, timeoutMs: 3_600_000 });
    const starts = server.requests.map(({ at }) => at);
    const most = Math.max(
      ...starts.map((start) => starts.filter((at) => at >= start && at < start + 1000).length),
    );
    expect(starts.length).toBeGreaterThan(50);
    expect(most).toBe(rate);
  });

  it("at a rate above 5 keeps to 5", async () => {
    const server = probed();
    const pace = createPace(50, server.clock);
    const start = server.clock.now();
    for (let turn = 0; turn < 6; turn += 1) await pace.turn();
    expect(server.clock.now() - start).toBe(1000);
  });

  it("ends within its time, says what was not asked, and leaves nothing", async () => {
    const server = probed();
    const start = server.clock.now();
    const report = await server.probe({ timeoutMs: 10_000 });
    expect(server.clock.now() - start).toBeLessThan(12_000);
    expect(report.results.filter(({ outcome }) => outcome === "stopped").length).toBeGreaterThan(5);
    expect(exitCodeOf(report)).toBe(1);
    expect(textOf(report)).toContain("the time was up");
    expect(await server.names()).toEqual([]);
  });

  it("does not ask what an earlier run answered", async () => {
    const server = probed({ habits: { url_list_order: "sorted" } });
    const answers: Record<string, unknown> = {};
    await server.probe({ onAnswer: (habits) => Object.assign(answers, habits) });
    const before = server.requests.length;
    const again = await server.probe({ known: answers });
    expect(differences(again)).toEqual({ url_list_order: "sorted" });
    // Whoami, two looks for clients, and what only a project with registration can answer.
    expect(server.requests.length - before).toBe(5);
  });

  it("deletes clients of any earlier run, and no other", async () => {
    const server = probed();
    const names = [
      newMark(),
      ` ${newMark().toUpperCase()} `,
      newMark().slice(0, 17),
      "stytch-probe",
      "mine",
    ];
    for (const client_name of names) {
      await server.call("POST", CLIENTS, { client_type: "first_party", client_name });
    }
    await server.probe();
    expect(server.lines).toContain("deleted 3 clients that an earlier run had left");
    expect(await server.names()).toEqual(["stytch-probe", "mine"]);
  });

  it("looks through all pages for what an earlier run left", async () => {
    const server = probed({ habits: { search_page_maximum: 3, search_order: "newest_first" } });
    for (let count = 0; count < 8; count += 1) {
      const client_name = count === 0 ? newMark() : `mine ${count}`;
      await server.call("POST", CLIENTS, { client_type: "first_party", client_name });
    }
    await server.probe();
    expect(server.lines).toContain("deleted 1 client that an earlier run had left");
  });

  it("on a server that rewrites names beyond recognition stops, and leaves nothing", async () => {
    const server = altered(async (request, pass) => {
      const response = await pass();
      if (request.method !== "POST" || new URL(request.url).pathname !== CLIENTS) return response;
      const text = await response.text();
      return new Response(text.replace(/stytch-probe-/g, "client "));
    });
    await expect(server.probe()).rejects.toThrow(/client_name.*nothing was left behind/);
    expect(await server.names()).toEqual([]);
  });

  it.each([
    [
      "whoami",
      {
        projects: { consumer: { projectId: "project-live-00000000-0000-4000-8000-00000000c001" } },
      },
    ],
  ])("stops before it makes anything where %s tells of a live project", async (_, options) => {
    const server = probed(options);
    await expect(server.probe()).rejects.toThrow(/live/);
    expect(server.requests).toHaveLength(1);
  });

  it("takes a response of any other kind for another answer, without what it may not show", async () => {
    const server = altered(async (request, pass) =>
      request.method === "PUT"
        ? Response.json(
            { error_type: `odd ${SECRET} ${ORIGIN}/x \u001b[31m ${"long ".repeat(100)}` },
            { status: 418 },
          )
        : pass(),
    );
    const report = await server.probe();
    const others = report.results.flatMap((result) =>
      result.outcome === "other" ? [result.seen] : [],
    );
    expect(others.length).toBeGreaterThanOrEqual(2);
    for (const seen of others) {
      expect(seen).toMatch(/^status 418 odd \[hidden\] \[hidden\] +\[31m long/);
      expect(seen.length).toBeLessThanOrEqual(160);
    }
  });

  it.each([
    ["an empty body", async () => new Response(null, { status: 200 })],
    ["a page", async () => new Response("<html>", { status: 200 })],
    ["a list", async () => Response.json([])],
    ["null", async () => Response.json(null)],
    [
      "an object of odd types",
      async () => Response.json({ connected_app: { client_id: 7 }, connected_apps: [] }),
    ],
    ["status 500", async () => Response.json({}, { status: 500 })],
    [
      "a redirect",
      async () => new Response(null, { status: 302, headers: { location: "https://x.test" } }),
    ],
    ["no response", async () => Promise.reject(new TypeError("fetch failed"))],
  ])("survives %s to any request but the first", async (_, respond) => {
    for (const method of ["POST", "PUT", "GET", "DELETE"]) {
      const server = altered(async (request, pass) =>
        request.method === method &&
        !request.url.endsWith("whoami") &&
        !request.url.endsWith("/search")
          ? respond()
          : pass(),
      );
      const report = await server.probe({ timeoutMs: 3_600_000 });
      expect(exitCodeOf(report)).not.toBe(0);
      if (method === "DELETE") continue;
      expect(await server.names()).toEqual([]);
    }
  });

  it("hides the secrets of its clients, whatever a server says of them", async () => {
    const server = altered(async (request, pass) => {
      const response = await pass();
      if (request.method !== "PUT" && !request.url.endsWith("/rotate")) return response;
      return Response.json({ error_type: `no ${server.secrets.at(-1)}` }, { status: 418 });
    });
    const text = textOf(await server.probe());
    expect(text).toContain("status 418 no [hidden]");
    for (const secret of server.secrets) expect(text).not.toContain(secret);
  });

  it("takes a registration whose response has no name", async () => {
    const server = altered(async (request, pass) => {
      const response = await pass();
      if (!request.url.endsWith("/register")) return response;
      const text = await response.text();
      return new Response(text.replace(/"client_name":"[^"]*",/, ""), response);
    });
    await server.allowRegistration();
    const { results } = await server.probe();
    const answer = results.find(({ habit }) => habit === "registration_duplicates");
    expect(answer).toMatchObject({ outcome: "same" });
    expect(await server.names()).toEqual([]);
  });

  it("counts a client once that several registrations return", async () => {
    const server = probed();
    await server.allowRegistration();
    const others = QUESTIONS.filter(({ habit }) => habit !== "registration_duplicates");
    const known = Object.fromEntries(others.map(({ habit }) => [habit, HABITS[habit].default]));
    expect(await server.probe({ known })).toMatchObject({ clients: 1 });
  });

  it("waits and asks again where the server asks for patience", async () => {
    let refused = 0;
    const server = altered(async (_, pass) => {
      refused += 1;
      return refused % 5 === 0
        ? Response.json({}, { status: 429, headers: { "retry-after": "2" } })
        : pass();
    });
    const report = await server.probe();
    expect(differences(report)).toEqual({});
    expect(exitCodeOf(report)).toBe(0);
  });

  it("in a project that is full does not take that for a refusal of a field", async () => {
    const report = await probed({ maxConnectedApps: 0 }).probe();
    const { outcome } = report.results.find(({ habit }) => habit === "unknown_fields") ?? {};
    expect(outcome).toBe("failed");
    expect(textOf(report)).toContain("takes no more clients");
  });

  it("with a client that cannot be deleted says so", async () => {
    const server = altered(async (request, pass) =>
      request.method === "DELETE"
        ? Response.json({ error_type: "no_rights" }, { status: 403 })
        : pass(),
    );
    const report = await server.probe();
    // It makes no more, once it sees that it cannot delete them.
    expect(report.left).toHaveLength(3);
    expect(report.stopped).toBe("the server does not delete clients, so no more are made");
    expect(exitCodeOf(report)).toBe(1);
    expect(textOf(report)).toContain("3 clients, 3 of them left behind\nstopped early: the server");
    const ids = report.left.map(({ id }) => id);
    expect(server.lines.at(-1)).toBe(
      `could not delete ${ids.join(", ")} (status 403 no_rights); run the probe again, which begins ` +
        "with that, or delete it by hand in the dashboard",
    );
    // The next run, on a server that is well again, finds them.
    await server.probe({ fetch: server.plainFetch });
    expect(await server.names()).toEqual([]);
  });

  it("shows no secret, project id or URL in any output", async () => {
    const server = probed({ habits: { redirect_url_form: "whatwg" } });
    const answers: unknown[] = [];
    const report = await server.probe({ onAnswer: (habits) => answers.push({ ...habits }) });
    const shown = [textOf(report), jsonOf(report), JSON.stringify(answers), ...server.lines].join(
      "\n",
    );
    for (const hidden of [SECRET, "project-test", "connected-app-", ORIGIN, ...server.secrets]) {
      expect(shown).not.toContain(hidden);
    }
    expect(server.secrets.length).toBeGreaterThan(10);
  });
});
