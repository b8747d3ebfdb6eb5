import { inspect } from "node:util";
import { status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb.js";
import { Status } from "@pulumi/pulumi/proto/status_pb.js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { expect, test } from "vitest";
import { callError, UnfinishedError, UnknownTokenError } from "../../plugin/src/errors.ts";
import { StytchSettingsError } from "../../provider/src/service/index.ts";

const PROBLEM = new StytchSettingsError("stytch:secret\u0007 is missing");

test("a known problem is told by its code and message alone, for a terminal", () => {
  const error = callError(PROBLEM);
  expect(error).toEqual({
    code: status.UNKNOWN,
    details: "[ERR_STYTCH_SETTINGS] stytch:secret\\u{7} is missing",
  });
});

test("an unknown token is not implemented", () => {
  expect(callError(new UnknownTokenError("no such resource"))).toEqual({
    code: status.UNIMPLEMENTED,
    details: "no such resource",
  });
});

test("a bug keeps its stack, or what it has", () => {
  const bug = new TypeError("bug");
  expect(callError(bug).details).toContain("errors.test.ts");
  delete (bug as { stack?: string }).stack;
  expect(callError(bug).details).toBe("bug");
  expect(callError("thrown text").details).toBe("thrown text");
});

test("a resource that was made in part keeps its id and properties, which no logger shows", () => {
  const properties = Struct.fromJavaScript({ clientSecret: "canary" });
  const unfinished = new UnfinishedError(PROBLEM, "id-1", properties);
  expect(inspect(unfinished, { depth: 9, showHidden: true })).not.toContain("canary");

  const { code, details, metadata } = callError(unfinished);
  expect(code).toBe(status.UNKNOWN);
  expect(details).toBe("[ERR_STYTCH_SETTINGS] stytch:secret\\u{7} is missing");
  const [bytes] = metadata?.get("grpc-status-details-bin") ?? [];
  const told = Status.deserializeBinary(bytes as Buffer);
  expect([told.getCode(), told.getMessage()]).toEqual([code, details]);
  const [detail] = told.getDetailsList();
  expect(detail?.getTypeName()).toBe("pulumirpc.ErrorResourceInitFailed");
  const failed = ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() as Uint8Array);
  expect(failed.getId()).toBe("id-1");
  expect(failed.getReasonsList()).toEqual([details]);
  expect(failed.getProperties()?.toJavaScript()).toEqual({ clientSecret: "canary" });
});
