import { expect, it } from "vitest";
import { serveHttp } from "../provider/_server.ts";
import { register } from "./_clients.ts";
import { testScope } from "./_scope.ts";

it("text of the server acts neither on a terminal nor on a log", async () => {
  const said = "\u001b[2J\u202e\n::error::pwned\r\n##vso[task.x]\u0000\u200b";
  const server = await serveHttp((_n, response) => {
    response.writeHead(400, { "content-type": "application/json" });
    response.end(JSON.stringify({ error_type: said, error_message: said, request_id: said }));
  });
  const scope = testScope();
  const project = await scope.project();
  const stack = await scope.stack({ ...project, url: server.url });
  const { ok, output } = await stack.up(async () => {
    register("app", { clientType: "first_party" });
  });
  expect(ok).toBe(false);
  expect(output).toContain("\\u{1b}[2J\\u{202e} ::error::pwned \\u{23}#vso[task.x]");
  expect(output).not.toMatch(/(?!\n)\p{Cc}|[\u202e\u200b]|^\s*::|##vso\[/mu);
});
