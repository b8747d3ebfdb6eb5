import { z } from "zod";

export const consentSchema = z.strictObject({
  /** `{subject id} {client id}`. */
  id: z.string(),
  /** User id or member id. */
  subjectId: z.string(),
  /** Null in a consumer project. */
  organizationId: z.string().nullable(),
  clientId: z.string(),
  /** Every scope granted since the app was installed. */
  scopes: z.array(z.string()),
});

/** That an app is installed: a subject completed an authorization and has not revoked it. */
export type Consent = z.output<typeof consentSchema>;

export function consentId(subjectId: string, clientId: string): string {
  return `${subjectId} ${clientId}`;
}
