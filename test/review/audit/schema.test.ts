import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, it } from "vitest";
import { auditDocument, auditJsonSchema } from "../../../review/src/audit/document.ts";
import { REPOSITORY } from "../../e2e/_process.ts";
import { appWith, auditOf, auditWithText } from "../_audit.ts";

const published = () =>
  JSON.parse(readFileSync(join(REPOSITORY, "review/audit.schema.json"), "utf8"));

function problemsOf(document: unknown): unknown {
  const ajv = new Ajv2020.default({ strict: true });
  addFormats.default(ajv);
  const validate = ajv.compile(published());
  return validate(JSON.parse(JSON.stringify(document))) ? [] : validate.errors;
}

it("is published as it is (else run node review/scripts/write-audit-schema.mjs)", () => {
  expect(published()).toEqual(auditJsonSchema());
});

it.each([
  ["no clients", auditOf([])],
  ["clients", auditOf([appWith(), appWith({ clientType: "third_party" }, 1)])],
  ["texts of someone else", auditWithText("<b>\u202e\n")],
])("describes an audit with %s", (_, audit) => {
  expect(problemsOf(auditDocument(audit))).toEqual([]);
});

it("refuses an audit of another version, and one that says more", () => {
  const document = auditDocument(auditOf([appWith()]));
  expect(problemsOf({ ...document, version: 2 })).not.toEqual([]);
  expect(problemsOf({ ...document, more: true })).not.toEqual([]);
});
