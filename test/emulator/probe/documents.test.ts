import { describe, expect, it } from "vitest";
import { exitCodeOf } from "../../../emulator/src/probe/report.ts";
import { altered, probed } from "./_probed.ts";

describe("a probe", () => {
  it("in a project without an authorization URL asks nothing about its documents", async () => {
    const server = probed();
    await server.allowRegistration();
    await server.call("PUT", "/_emulator/project", {
      dynamicClientRegistration: true,
      authorizationEndpoint: null,
    });
    const report = await server.probe();
    const about = ["legacy_issuer", "legacy_registration_endpoint"];
    expect(report.results.filter(({ habit }) => about.includes(habit))).toMatchObject([
      { outcome: "not_asked", reason: expect.stringContaining("no authorization URL") },
      { outcome: "not_asked", reason: expect.stringContaining("no authorization URL") },
    ]);
    expect(exitCodeOf(report)).toBe(0);
  });

  it("takes an issuer of another form for another answer, and does not show it", async () => {
    const server = altered(async (request, pass) => {
      const response = await pass();
      if (!request.url.includes("/.well-known/")) return response;
      return Response.json({ issuer: "https://login.example.org" });
    });
    const { results } = await server.probe();
    const answer = results.find(({ habit }) => habit === "legacy_issuer");
    expect(answer).toMatchObject({ outcome: "other", seen: "an issuer of another form" });
  });
});
