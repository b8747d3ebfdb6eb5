/** What a field holds, which determines its check and its name in messages. */
export type FieldKind =
  | "name"
  | "text"
  | "redirect URIs"
  | "redirect URLs"
  | "flag"
  | "minutes"
  | "audience"
  | "access token template"
  | "ID token template"
  | "web URL";

interface Field {
  /** Its name in the API. */
  readonly wire: string;
  readonly kind: FieldKind;
  /** What Stytch holds if it was never set; its type is that of the field. A list has no order. */
  readonly default: string | number | boolean | readonly string[];
  /** Whether only first-party clients may set it. */
  readonly firstPartyOnly?: true;
}

/**
 * Every field of a Connected App that an update can change, with all its properties: the wire
 * mapping in both directions, the defaults, the checks of inputs, the comparison and the types derive from here.
 *
 * @see https://stytch.com/docs/api/connected-app-object
 * @see https://stytch.com/docs/api/create-connected-app
 */
export const CONNECTED_APP_FIELDS = {
  clientName: { wire: "client_name", kind: "name", default: "" },
  clientDescription: { wire: "client_description", kind: "text", default: "" },
  redirectUrls: { wire: "redirect_urls", kind: "redirect URIs", default: [] },
  postLogoutRedirectUrls: {
    wire: "post_logout_redirect_urls",
    kind: "redirect URLs",
    default: [],
  },
  fullAccessAllowed: {
    wire: "full_access_allowed",
    kind: "flag",
    default: false,
    firstPartyOnly: true,
  },
  bypassConsentForOfflineAccess: {
    wire: "bypass_consent_for_offline_access",
    kind: "flag",
    default: false,
    firstPartyOnly: true,
  },
  /** Minutes. */
  accessTokenExpiryMinutes: { wire: "access_token_expiry_minutes", kind: "minutes", default: 60 },
  accessTokenCustomAudience: {
    wire: "access_token_custom_audience",
    kind: "audience",
    default: "",
  },
  /** Template text; `{}` adds no claims. */
  accessTokenTemplateContent: {
    wire: "access_token_template_content",
    kind: "access token template",
    default: "{}",
  },
  /** Template text; `{}` adds no claims. */
  idTokenTemplateContent: {
    wire: "id_token_template_content",
    kind: "ID token template",
    default: "{}",
  },
  logoUrl: { wire: "logo_url", kind: "web URL", default: "" },
} as const satisfies Record<string, Field>;

type Fields = typeof CONNECTED_APP_FIELDS;

export type FieldName = keyof Fields;

type ValueOf<Default> = Default extends string
  ? string
  : Default extends number
    ? number
    : Default extends boolean
      ? boolean
      : string[];

/** What an update can change. */
export type ConnectedAppFields = {
  -readonly [Name in FieldName]: ValueOf<Fields[Name]["default"]>;
};

type NamesOfType<Type> = {
  [Name in FieldName]: ConnectedAppFields[Name] extends Type ? Name : never;
}[FieldName];

export const FIELD_NAMES = Object.keys(CONNECTED_APP_FIELDS) as FieldName[];

/** What Stytch holds for a field that was never set. */
export const SERVER_DEFAULTS = eachField((name) =>
  structuredClone<unknown>(CONNECTED_APP_FIELDS[name].default),
) as ConnectedAppFields;

/** Fields whose order and duplicates do not matter. */
export const LIST_FIELDS = FIELD_NAMES.filter((name) =>
  Array.isArray(SERVER_DEFAULTS[name]),
) as NamesOfType<string[]>[];

/** Fields that only first-party clients may set. */
export const FIRST_PARTY_FIELDS = FIELD_NAMES.filter(
  (name) => "firstPartyOnly" in CONNECTED_APP_FIELDS[name],
);

/** An object that has, for each field, what `value` returns for it. */
export function eachField(value: (name: FieldName) => unknown): Record<FieldName, unknown> {
  return Object.fromEntries(FIELD_NAMES.map((name) => [name, value(name)])) as Record<
    FieldName,
    unknown
  >;
}
