import { z } from "zod";

const objectSchema = z.record(z.string(), z.unknown());

const bodySchema = z.looseObject({
  connected_app: objectSchema.optional(),
  connected_apps: z.array(objectSchema).optional(),
  results_metadata: objectSchema.optional(),
});

/** None of Stytch's: what a client has to ignore. */
const FURTHER = { emulated_further_field: { note: "No documentation names this field." } };

/** @returns The response with fields that no documentation names. */
export async function withFurtherFields(response: Response): Promise<Response> {
  const { connected_app, connected_apps, results_metadata, ...rest } = bodySchema.parse(
    await response.json(),
  );
  const body = {
    ...rest,
    ...(connected_app !== undefined && { connected_app: { ...connected_app, ...FURTHER } }),
    ...(connected_apps !== undefined && {
      connected_apps: connected_apps.map((app) => ({ ...app, ...FURTHER })),
    }),
    ...(results_metadata !== undefined && {
      results_metadata: { ...results_metadata, ...FURTHER },
    }),
    ...FURTHER,
  };
  return Response.json(body, { status: response.status });
}
