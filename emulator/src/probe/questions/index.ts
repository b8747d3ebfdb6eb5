import type { HabitName } from "../../habits/table.ts";
import type { Question } from "../question.ts";
import { unknownFieldsOfAuthorize } from "./authorize.ts";
import { legacyIssuer } from "./documents.ts";
import { expiryOutOfBounds, maxExpiry, minExpiry } from "./expiry.ts";
import { getLag, searchLag } from "./lag.ts";
import {
  disabledRegistrationError,
  legacyRegistrationEndpoint,
  registrationDuplicates,
} from "./registration.ts";
import { deleteOfMissing, furtherFields, unknownFields } from "./requests.ts";
import { limitAboveMaximum, pageMaximum, searchOrder, searchTotal } from "./search.ts";
import { oldSecretGrace, rotationStart, secretLastFour } from "./secrets.ts";
import {
  absentFields,
  audienceInTemplates,
  emptyTemplate,
  surroundingWhitespace,
  templateForm,
} from "./texts.ts";
import { invalidClientStatus } from "./token.ts";
import { clientType, omittedFields } from "./updates.ts";
import {
  logoUrlForm,
  privateUseSchemes,
  redirectUrlForm,
  urlListDuplicates,
  urlListOrder,
} from "./urls.ts";

/** Every question that can be asked without harm, in the order of asking: others rely on the first. */
export const QUESTIONS: readonly Question[] = [
  searchLag,
  getLag,
  omittedFields,
  clientType,
  redirectUrlForm,
  logoUrlForm,
  urlListOrder,
  urlListDuplicates,
  privateUseSchemes,
  templateForm,
  emptyTemplate,
  audienceInTemplates,
  surroundingWhitespace,
  absentFields,
  minExpiry,
  maxExpiry,
  expiryOutOfBounds,
  limitAboveMaximum,
  pageMaximum,
  searchOrder,
  searchTotal,
  secretLastFour,
  rotationStart,
  oldSecretGrace,
  deleteOfMissing,
  unknownFields,
  unknownFieldsOfAuthorize,
  furtherFields,
  invalidClientStatus,
  legacyIssuer,
  disabledRegistrationError,
  registrationDuplicates,
  legacyRegistrationEndpoint,
];

const ONLY_LIVE = "only a live project shows it, and the probe asks none";
const NEEDS_PERSON = "someone would have to sign in, and the probe makes clients only";

/** The other questions of the table, and why they are not asked. */
export const NOT_ASKED: Readonly<Partial<Record<HabitName, string>>> = {
  live_loopback_urls: ONLY_LIVE,
  registration_localhost_error: ONLY_LIVE,
  authorization_response_iss: NEEDS_PERSON,
  authorization_code_lifetime_seconds: NEEDS_PERSON,
  second_exchange_status: NEEDS_PERSON,
  refresh_token_rotation: NEEDS_PERSON,
};
