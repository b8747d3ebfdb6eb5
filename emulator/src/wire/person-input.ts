import { z } from "zod";
import { metadataSchema } from "../state/person.ts";
import type { UserName } from "../state/user.ts";

export const nameSchema = z.object({
  first_name: z.string().optional(),
  middle_name: z.string().optional(),
  last_name: z.string().optional(),
});

export const metadataFields = {
  trusted_metadata: metadataSchema.optional(),
  untrusted_metadata: metadataSchema.optional(),
};

/** Takes from `base` what the request does not name. */
export function readName(
  name: z.output<typeof nameSchema> = {},
  base: UserName = { firstName: "", middleName: "", lastName: "" },
): UserName {
  return {
    firstName: name.first_name ?? base.firstName,
    middleName: name.middle_name ?? base.middleName,
    lastName: name.last_name ?? base.lastName,
  };
}
