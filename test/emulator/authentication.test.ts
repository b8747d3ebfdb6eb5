import { describe, expect, it } from "vitest";
import { DEVELOPMENT_CREDENTIALS } from "../../emulator/src/index.ts";
import { basic, CLIENTS, createApi, ORIGIN, readResponse, refusal } from "./_api.ts";

const WHOAMI = "/v1/debug/whoami";
const { consumer, b2b } = DEVELOPMENT_CREDENTIALS;

function whoami(authorization: string) {
  return createApi().call("GET", WHOAMI, undefined, { authorization });
}

describe("authentication", () => {
  it.each([
    ["consumer", consumer],
    ["b2b", b2b],
  ])("whoami names the %s project", async (_vertical, { projectId, secret, name }) => {
    const response = await whoami(basic(projectId, secret));
    expect(response).toMatchObject({ status: 200, body: { project_id: projectId, name } });
  });

  it("takes the scheme in any case", async () => {
    const header = basic(consumer.projectId, consumer.secret).replace("Basic", "basic");
    expect((await whoami(header)).status).toBe(200);
  });

  it.each([
    ["no scheme", "cHJvamVjdA=="],
    ["another scheme", `Bearer ${consumer.secret}`],
    ["no base64", "Basic !!!"],
    ["no colon", `Basic ${Buffer.from(consumer.projectId).toString("base64")}`],
    ["a wrong secret", basic(consumer.projectId, "secret-test-wrong")],
    ["an empty secret", basic(consumer.projectId, "")],
    ["the secret of the other project", basic(consumer.projectId, b2b.secret)],
    [
      "an unknown project id",
      basic("project-test-11111111-1111-4111-8111-111111111111", consumer.secret),
    ],
  ])("with %s is 401 unauthorized_credentials", async (_name, header) => {
    expect(await whoami(header)).toMatchObject(refusal(401, "unauthorized_credentials"));
  });

  it.each([WHOAMI, `${CLIENTS}/unknown`])("w/o a header is 401 on %s", async (path) => {
    const response = await createApi().app.fetch(new Request(`${ORIGIN}${path}`));
    expect(await readResponse(response)).toMatchObject(refusal(401, "unauthorized_credentials"));
  });

  it.each(["project-1", "", `x${consumer.projectId}`])(
    "with the malformed project id %j is 400 invalid_project_id_authentication",
    async (id) => {
      expect(await whoami(basic(id, consumer.secret))).toMatchObject(
        refusal(400, "invalid_project_id_authentication"),
      );
    },
  );

  it("takes a secret that contains colons", async () => {
    const api = createApi({ projects: { consumer: { secret: "a:b:c" } } });
    expect((await api.call("GET", WHOAMI)).status).toBe(200);
  });
});
