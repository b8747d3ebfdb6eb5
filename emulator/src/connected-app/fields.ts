import { z } from "zod";
import type { ApiErrorType } from "../error-table.ts";
import { readExpiry } from "../forms/expiry.ts";
import { readTemplate, shownTemplate, storedTemplate } from "../forms/templates.ts";
import { readText } from "../forms/text.ts";
import { readUrls, storedUrls, urlInForm } from "../forms/urls.ts";
import type { HabitValues } from "../habits/table.ts";
import { checkExpiry } from "../rules/access-token-expiry.ts";
import type { RuleContext } from "../rules/context.ts";
import { checkRedirectUrls } from "../rules/redirect-urls.ts";
import { checkTemplate } from "../rules/templates.ts";

/** A field of a Connected App that a PUT may change. */
interface Field<T> {
  /** Its name in requests and responses. */
  wire: string;
  /** What a caller may send. */
  schema: z.ZodType<T>;
  /** Its value in a new client that names none. */
  initial: T;
  /** The error for a third party client that has another value than `initial`. */
  firstPartyOnly?: FirstPartyError;
  /** Whether a response need not have the field while nothing is set. Default: it has the field. */
  optional?: true;
  /** The value that counts, before it is checked. Default: what the caller sent. */
  read?: (value: T, habits: HabitValues) => T;
  /** @throws ApiError 400 naming the first problem. */
  check?: (wire: string, value: T, context: RuleContext) => void;
  /**
   * The value that is kept. Default: the one that was checked.
   *
   * @throws ApiError 400 where the form that is kept breaks a rule.
   */
  store?: (wire: string, value: T, habits: HabitValues) => T;
  /** The value in a response. Default: the stored one. */
  show?: (value: T, habits: HabitValues) => unknown;
}

type FirstPartyError = Extract<ApiErrorType, `third_party_clients_${string}`>;

/** Infers what a field holds from its schema. */
function field<T>(schema: z.ZodType<T>, rest: Omit<Field<NoInfer<T>>, "schema">): Field<T> {
  return { schema, ...rest };
}

const urls = { read: readUrls, check: checkRedirectUrls, store: storedUrls };

const template = {
  initial: "{}",
  read: readTemplate,
  check: checkTemplate,
  store: (_wire: string, text: string, habits: HabitValues) => storedTemplate(text, habits),
  show: shownTemplate,
};

/**
 * Every field of a Connected App that a PUT may change, by the name under which it is kept. The rules are
 * checked in this order. `""` and `[]` stand for nothing set.
 *
 * @see https://stytch.com/docs/api/connected-apps-create
 */
const TABLE = {
  clientName: field(z.string(), { wire: "client_name", initial: "", read: readText }),
  clientDescription: field(z.string(), { wire: "client_description", initial: "", read: readText }),
  redirectUrls: field(z.array(z.string()), { wire: "redirect_urls", initial: [], ...urls }),
  postLogoutRedirectUrls: field(z.array(z.string()), {
    wire: "post_logout_redirect_urls",
    initial: [],
    ...urls,
  }),
  fullAccessAllowed: field(z.boolean(), {
    wire: "full_access_allowed",
    initial: false,
    firstPartyOnly: "third_party_clients_cannot_use_full_access",
  }),
  bypassConsentForOfflineAccess: field(z.boolean(), {
    wire: "bypass_consent_for_offline_access",
    initial: false,
    firstPartyOnly: "third_party_clients_require_consent_for_offline_access",
  }),
  accessTokenExpiryMinutes: field(z.int32(), {
    wire: "access_token_expiry_minutes",
    initial: 60,
    read: readExpiry,
    check: checkExpiry,
  }),
  accessTokenCustomAudience: field(z.string(), {
    wire: "access_token_custom_audience",
    initial: "",
    optional: true,
    read: readText,
  }),
  accessTokenTemplateContent: field(z.string(), {
    wire: "access_token_template_content",
    ...template,
  }),
  idTokenTemplateContent: field(z.string(), { wire: "id_token_template_content", ...template }),
  logoUrl: field(z.string(), {
    wire: "logo_url",
    initial: "",
    optional: true,
    read: readText,
    store: (_wire, url, habits) => urlInForm(url, habits.logo_url_form),
  }),
};

type FieldKey = keyof typeof TABLE;

/** What a PUT may change. `""` and `[]` stand for nothing set. */
export type ConnectedAppSettings = {
  [K in FieldKey]: z.output<(typeof TABLE)[K]["schema"]>;
};

export const FIELDS: { readonly [K in FieldKey]: Field<ConnectedAppSettings[K]> } = TABLE;

export const FIELD_KEYS = Object.keys(TABLE) as FieldKey[];

type SettingsShape = { [K in FieldKey]: z.ZodPrefault<(typeof TABLE)[K]["schema"]> };

/** Settings as they are kept; a field that a state file of an earlier version lacks has its initial value. */
export const settingsSchema = z.strictObject(
  // Object.fromEntries forgets which key has which type.
  Object.fromEntries(
    FIELD_KEYS.map((key) => [key, z.prefault(FIELDS[key].schema, FIELDS[key].initial)]),
  ) as SettingsShape,
);

/** The settings of a client that names none. */
export const DEFAULT_SETTINGS: Readonly<ConnectedAppSettings> = settingsSchema.parse({});
