import { RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb.js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { describe, expect, it } from "vitest";
import { keepResponsesUnprinted } from "../../../../provider/src/program/resources/unprinted-responses.ts";

function textOf(type: string): string {
  const response = new RegisterResourceResponse();
  response.setUrn(`urn:pulumi:test::e2e::${type}::web`);
  response.setObject(Struct.fromJavaScript({ clientSecret: "canary" }));
  return `${response}`;
}

describe("the text of an engine's response", () => {
  keepResponsesUnprinted();
  keepResponsesUnprinted();

  it.each([
    "pulumi-nodejs:dynamic/stytch:ConnectedApp",
    "my:component:App$pulumi-nodejs:dynamic/stytch:ConnectedApp",
    "pulumi-nodejs:dynamic/stytch:OrganizationConnectedApps",
    "stytch:index:ConnectedApp",
    "my:component:App$stytch:index:ConnectedApp",
  ])("holds no property of %s", (type) => {
    expect(textOf(type)).toContain(type);
    expect(textOf(type)).not.toContain("canary");
  });

  it.each(["other:index:Thing", "not-stytch:index:Thing"])("is as before for %s", (type) => {
    expect(textOf(type)).toContain("canary");
  });
});
