export const CLIENT_TYPES = [
  "first_party",
  "first_party_public",
  "third_party",
  "third_party_public",
] as const;

export type ClientType = (typeof CLIENT_TYPES)[number];

/** What is declared about the client; the test reads the rest from the project and does not compare it. */
export interface DeclaredApp {
  /** What the report calls the app. Default: the client id. */
  readonly name?: string | undefined;
  /** `connected-app-…`. */
  readonly clientId: string;
  /** Confidential clients need it; never printed. */
  readonly clientSecret?: string | undefined;
  readonly clientType?: ClientType | undefined;
  readonly clientName?: string | undefined;
  readonly clientDescription?: string | undefined;
  /** The test uses the first. */
  readonly redirectUrls?: readonly string[] | undefined;
  readonly postLogoutRedirectUrls?: readonly string[] | undefined;
  readonly fullAccessAllowed?: boolean | undefined;
  readonly bypassConsentForOfflineAccess?: boolean | undefined;
  /** Minutes. */
  readonly accessTokenExpiryMinutes?: number | undefined;
  readonly accessTokenCustomAudience?: string | undefined;
  readonly accessTokenTemplateContent?: string | undefined;
  readonly idTokenTemplateContent?: string | undefined;
  readonly logoUrl?: string | undefined;
}

/** The fields that an update of the client can change. */
export type MutableField = Exclude<
  keyof DeclaredApp,
  "name" | "clientId" | "clientSecret" | "clientType"
>;

/** The value of each mutable field, where none is left out. */
export type MutableValues = {
  readonly [Field in MutableField]: NonNullable<DeclaredApp[Field]>;
};

/** How the API treats a field, whatever its type. */
interface Wire {
  /** The API's name of the field. */
  readonly wire: string;
  /** Whether every response has to hold the field. Default: a missing one means the default. */
  readonly required?: boolean;
}

/**
 * `kind` says how values are checked and compared: the order of `urls` does not count, nor do spaces
 * between the texts of a `template`.
 */
export type FieldSpec = Wire &
  (
    | { readonly kind: "text" | "template"; readonly default: string }
    | { readonly kind: "urls"; readonly default: readonly string[] }
    | { readonly kind: "flag"; readonly default: boolean }
    | { readonly kind: "integer"; readonly default: number }
  );

/**
 * Every mutable field: declarations, the API's responses, defaults and comparisons all follow this table.
 *
 * @see https://stytch.com/docs/api/connected-app-object
 */
export const CONNECTED_APP_FIELDS = {
  clientName: { wire: "client_name", kind: "text", default: "", required: true },
  clientDescription: { wire: "client_description", kind: "text", default: "" },
  redirectUrls: { wire: "redirect_urls", kind: "urls", default: [], required: true },
  postLogoutRedirectUrls: {
    wire: "post_logout_redirect_urls",
    kind: "urls",
    default: [],
    required: true,
  },
  fullAccessAllowed: {
    wire: "full_access_allowed",
    kind: "flag",
    default: false,
    required: true,
  },
  bypassConsentForOfflineAccess: {
    wire: "bypass_consent_for_offline_access",
    kind: "flag",
    default: false,
    required: true,
  },
  accessTokenExpiryMinutes: {
    wire: "access_token_expiry_minutes",
    kind: "integer",
    default: 60,
    required: true,
  },
  accessTokenCustomAudience: { wire: "access_token_custom_audience", kind: "text", default: "" },
  accessTokenTemplateContent: {
    wire: "access_token_template_content",
    kind: "template",
    default: "",
  },
  idTokenTemplateContent: { wire: "id_token_template_content", kind: "template", default: "" },
  logoUrl: { wire: "logo_url", kind: "text", default: "" },
} as const satisfies {
  readonly [Field in MutableField]: FieldSpec & { readonly default: MutableValues[Field] };
};

export const MUTABLE_FIELDS = Object.keys(CONNECTED_APP_FIELDS) as readonly MutableField[];

/** Every field that can be declared, apart from what reports call the app. */
export const APP_FIELDS = [
  "clientId",
  "clientSecret",
  "clientType",
  ...MUTABLE_FIELDS,
] as const satisfies readonly (keyof DeclaredApp)[];

/** An object with a value for each mutable field. */
export function mapFields<T>(
  make: (field: MutableField, spec: FieldSpec) => T,
): Record<MutableField, T> {
  const values = MUTABLE_FIELDS.map((field) => [field, make(field, CONNECTED_APP_FIELDS[field])]);
  return Object.fromEntries(values) as Record<MutableField, T>;
}
