/** A service with whose accounts people log in. */
export interface Provider {
  /** As in the start route and in the delivery method: `google`. */
  name: string;
  /** `provider_type` of the responses. */
  type: string;
  /** The key of the factor object in a session. */
  factorName: string;
}

// Name, type; the factor has the name too, unless there is a third text.
const TABLE: readonly (readonly [string, string, string?])[] = [
  ["amazon", "Amazon"],
  ["apple", "Apple"],
  ["bitbucket", "Bitbucket"],
  ["coinbase", "Coinbase"],
  ["discord", "Discord"],
  ["facebook", "Facebook"],
  ["figma", "Figma"],
  ["github", "Github"],
  ["gitlab", "GitLab", "git_lab"],
  ["google", "Google"],
  ["hubspot", "Hubspot"],
  ["instagram", "Instagram"],
  ["linkedin", "LinkedIn", "linked_in"],
  ["microsoft", "Microsoft"],
  ["salesforce", "Salesforce"],
  ["shopify", "Shopify"],
  ["slack", "Slack"],
  ["snapchat", "Snapchat"],
  ["spotify", "Spotify"],
  ["tiktok", "TikTok", "tik_tok"],
  ["twitch", "Twitch"],
  ["twitter", "Twitter"],
  ["yahoo", "Yahoo"],
];

const B2B = new Set(["github", "google", "hubspot", "microsoft", "slack"]);

const PROVIDERS: readonly Provider[] = TABLE.map(([name, type, factor = name]) => ({
  name,
  type,
  factorName: `${factor}_oauth_factor`,
}));

/** `provider_type` of all providers that projects of the vertical can use. */
export function providerTypes(vertical: "consumer" | "b2b"): string[] {
  return PROVIDERS.filter(({ name }) => vertical === "consumer" || B2B.has(name)).map(
    ({ type }) => type,
  );
}

/** @returns Undefined for an unknown type, or one that projects of the vertical cannot use. */
export function providerOfType(type: string, vertical: "consumer" | "b2b"): Provider | undefined {
  const known = PROVIDERS.find((provider) => provider.type === type);
  return known && providerOf(known.name, vertical);
}

/** @returns Undefined for an unknown provider, or one that projects of the vertical cannot use. */
export function providerOf(name: string, vertical: "consumer" | "b2b"): Provider | undefined {
  if (vertical === "b2b" && !B2B.has(name)) return undefined;
  return PROVIDERS.find((provider) => provider.name === name);
}
