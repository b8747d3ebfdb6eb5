import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { z } from "zod";

const schemaObject = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
});

const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), schemaObject) }),
});

const additionsSchema = z.object({
  merge_patch: z.object({
    components: z.object({ schemas: z.record(z.string(), schemaObject) }),
  }),
  append_to_required: z.record(z.string(), z.array(z.string())),
});

const operationSchema = z.object({
  responses: z.object({
    200: z.object({
      content: z.object({ "application/json": z.object({ schema: z.unknown() }) }),
    }),
  }),
});

const REQUEST_ID = /^request-id-(test|live)-[0-9a-f-]{36}$/;

const errorSchema = z.strictObject({
  status_code: z.int().min(400).max(599),
  request_id: z.string().regex(REQUEST_ID),
  error_type: z.string().min(1),
  error_message: z.string().min(1),
  error_url: z.url(),
});

const oauthErrorSchema = z.strictObject({
  status_code: z.int().min(400).max(599),
  request_id: z.string().regex(REQUEST_ID),
  error: z.string().min(1),
  error_description: z.string().min(1),
  error_uri: z.url(),
});

const ERROR_KEYS = ["status_code", "request_id", "error_type", "error_message", "error_url"];

const document = readDocument();
const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ $id: "known", components: { schemas: componentsWith(false) } });
ajv.addSchema({ $id: "open", components: { schemas: componentsWith(true) } });
ajv.addSchema({
  $id: "oauth",
  ...z.record(z.string(), z.unknown()).parse(readData("oauth2-public-endpoints.openapi.json")),
});

/**
 * Asserts that a body is what Stytch's OpenAPI document, with the fields of newer SDKs, says of an
 * operation. Optional fields may be null, as they are on the wire. A body with `error_type` has to
 * be a Stytch API error with its five keys in order.
 *
 * @param operation `METHOD /path` as in the document: `GET /v1/connected_apps/clients/{client_id}`.
 * @param allowUnknown Whether fields that the document does not know are fine. Default: no.
 */
export function assertValidResponse(operation: string, body: unknown, allowUnknown = false): void {
  if (typeof body === "object" && body !== null && "error_type" in body) {
    assertValidError(body);
    return;
  }
  const validate = validatorOf(operation, allowUnknown);
  if (validate(body)) return;
  throw new Error(`${operation}: ${ajv.errorsText(validate.errors, { separator: "; " })}`);
}

/**
 * Asserts that a response is as the hand-written document describes it for an OAuth endpoint, and has
 * what every response of Stytch has. An error has five fields: those of OAuth, or those of the Stytch API.
 *
 * @param operation `METHOD /path` on a project domain: `POST /v1/oauth2/token`.
 */
export function assertValidOAuthResponse(
  operation: string,
  { status, body }: { status: number; body: Record<string, unknown> },
): void {
  if (body.status_code !== status) throw new Error(`${operation}: status_code is not ${status}`);
  if ("error_type" in body) {
    assertValidError(body);
    return;
  }
  if (status >= 400) {
    oauthErrorSchema.parse(body);
    return;
  }
  z.string().regex(REQUEST_ID).parse(body.request_id);
  const validate = oauthValidatorOf(operation);
  if (validate(body)) return;
  throw new Error(`${operation}: ${ajv.errorsText(validate.errors, { separator: "; " })}`);
}

function oauthValidatorOf(operation: string): ValidateFunction {
  const [method = "", path = ""] = operation.split(" ");
  const escaped = path.replaceAll("/", "~1");
  const status = path.endsWith("/register") ? 201 : 200;
  const place = `oauth#/paths/${escaped}/${method.toLowerCase()}/responses/${status}`;
  const validate = ajv.getSchema(`${place}/content/application~1json/schema`);
  if (validate === undefined) throw new Error(`${operation}: not in the document`);
  return validate;
}

function assertValidError(body: object): void {
  const { error_type, error_url, status_code } = errorSchema.parse(body);
  if (Object.keys(body).join() !== ERROR_KEYS.join()) {
    throw new Error(`error keys out of order: ${Object.keys(body).join()}`);
  }
  const page = `errors/${status_code}#${error_type}`;
  if (!["api", "b2b/api"].some((docs) => error_url === `https://stytch.com/docs/${docs}/${page}`)) {
    throw new Error(`error_url does not lead to the error: ${error_url}`);
  }
}

function validatorOf(operation: string, allowUnknown: boolean): ValidateFunction {
  const [method = "", path = ""] = operation.split(" ");
  const found = operationSchema.safeParse(document.paths[path]?.[method.toLowerCase()]);
  if (!found.success) throw new Error(`${operation}: not in the OpenAPI document`);
  const { schema } = found.data.responses[200].content["application/json"];
  const { $ref } = z.object({ $ref: z.string() }).parse(schema);
  const $absolute = `${allowUnknown ? "open" : "known"}${$ref}`;
  const validate = ajv.getSchema($absolute);
  if (validate === undefined) throw new Error(`${operation}: no schema ${$absolute}`);
  return validate;
}

function readDocument() {
  const parsed = documentSchema.parse(readData("stytch-openapi-subset.json"));
  const additions = additionsSchema.parse(readData("additions-from-newer-sdks.json"));
  for (const [name, schema] of Object.entries(parsed.components.schemas)) {
    const added = additions.merge_patch.components.schemas[name]?.properties;
    schema.properties = { ...schema.properties, ...added };
    schema.required = [...(schema.required ?? []), ...(additions.append_to_required[name] ?? [])];
  }
  return parsed;
}

function readData(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../data/${name}`, import.meta.url), "utf8"));
}

function componentsWith(allowUnknown: boolean): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(document.components.schemas).map(([name, schema]) => {
      if (Object.keys(schema.properties ?? {}).length === 0) return [name, schema];
      const required = new Set(schema.required);
      const properties = Object.entries(schema.properties ?? {}).map(([key, value]) => [
        key,
        required.has(key) ? value : { anyOf: [value, { type: "null" }] },
      ]);
      return [
        name,
        {
          ...schema,
          properties: Object.fromEntries(properties),
          additionalProperties: allowUnknown,
        },
      ];
    }),
  );
}

/**
 * Asserts that a part of a response is as a schema of the OpenAPI document describes it, for operations that
 * the document at hand lacks.
 */
export function assertValidObject(schemaName: string, value: unknown): void {
  const validate = ajv.getSchema(`known#/components/schemas/${schemaName}`);
  if (validate === undefined) throw new Error(`${schemaName}: not in the OpenAPI document`);
  if (validate(value)) return;
  throw new Error(`${schemaName}: ${ajv.errorsText(validate.errors, { separator: "; " })}`);
}
