import { z } from "zod";
import {
  CONNECTED_APP_FIELDS,
  type FieldSpec,
  type MutableValues,
  mapFields,
} from "../connected-app-fields.ts";
import { valueSchema } from "../declared-app-schema.ts";
import type { Caller } from "./caller.ts";

/** A client as the project holds it; what the API leaves out has its default. */
export interface RegisteredClient extends MutableValues {
  readonly clientId: string;
  readonly clientType: string;
  readonly status: string;
}

const clientSchema = z
  .looseObject({
    client_id: z.string(),
    client_type: z.string(),
    status: z.string(),
    ...Object.fromEntries(
      Object.values(CONNECTED_APP_FIELDS).map((spec) => [spec.wire, wireSchema(spec)]),
    ),
  })
  .transform(
    (app): RegisteredClient => ({
      clientId: app.client_id,
      clientType: app.client_type,
      status: app.status,
      // The schemas of the same table have made sure of the types.
      ...(mapFields((_field, { wire }) => app[wire]) as MutableValues),
    }),
  );

function wireSchema(spec: FieldSpec): z.ZodType {
  const schema = valueSchema(spec);
  if (spec.required) return schema;
  return schema.nullish().transform((value) => value ?? spec.default);
}

const clientResponse = z.object({ connected_app: clientSchema });

/** @see https://stytch.com/docs/api/connected-app-object */
export async function getClient(call: Caller, clientId: string): Promise<RegisteredClient> {
  const { connected_app } = await call({
    method: "GET",
    path: `/v1/connected_apps/clients/${encodeURIComponent(clientId)}`,
    response: clientResponse,
  });
  return connected_app;
}
