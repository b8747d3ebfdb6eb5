import { CLIENT_TYPES, FULL } from "./_clients.ts";
import type { TestProject } from "./_project.ts";

/** Names as people give them: some of them twice, and what they make of a program's text. */
const NAMES = [
  "web",
  "Web",
  "web",
  "",
  "",
  "Müller & Söhne",
  "日本語クライアント",
  "👩‍👩‍👧 family",
  `it's "quoted"`,
  "*/ /* // `",
  "$" + '{process.exit(1)}");',
  "\\u0041\\",
  "right\u202eleft\u200b",
  "x".repeat(300),
];

/** What a client may hold in addition to its name. */
const FIELDS: object[] = [
  {},
  Object.fromEntries(Object.values(FULL).map(({ wire, value }) => [wire, value])),
  { client_description: "two\nlines, a tab\t and a * / end */\r\n" },
  { redirect_urls: Array.from({ length: 60 }, (_, n) => `https://app.example.com/callback/${n}`) },
  { redirect_urls: ["https://app.example.com/ä?q=%22'", "http://127.0.0.1/cb"] },
  { access_token_template_content: '{\n  "name": {{ user.name }},\n  "quote": "\\"`$' + '{x}"\n}' },
  { id_token_template_content: " {} ", access_token_expiry_minutes: 1440 },
  { access_token_custom_audience: "urn:example:api", logo_url: "http://cdn.example.com/a.png" },
  { full_access_allowed: true, bypass_consent_for_offline_access: true },
];

const FIRST_PARTY_FLAGS = ["full_access_allowed", "bypass_consent_for_offline_access"];

/** Makes so many clients of all types with every name and all kinds of fields, some of them rotating. */
export async function addExistingClients(project: TestProject, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const client_type = CLIENT_TYPES[n % CLIENT_TYPES.length] ?? "first_party";
    const all = Object.entries(FIELDS[n % FIELDS.length] ?? {});
    const isFirstParty = client_type.startsWith("first_party");
    const fields = all.filter(([name]) => isFirstParty || !FIRST_PARTY_FLAGS.includes(name));
    const { client_id } = await project.add({
      ...Object.fromEntries(fields),
      client_type,
      client_name: NAMES[n % NAMES.length],
    });
    const isConfidential = !client_type.endsWith("_public");
    if (isConfidential && n % 5 === 0) await startRotation(project, client_id);
  }
}

async function startRotation({ url, projectId, secret }: TestProject, id: string): Promise<void> {
  const path = `/v1/connected_apps/clients/${id}/secrets/rotate/start`;
  const response = await fetch(`${url}${path}`, {
    method: "POST",
    headers: {
      authorization: `Basic ${btoa(`${projectId}:${secret}`)}`,
      "content-type": "application/json",
    },
    body: "{}",
  });
  if (!response.ok) throw new Error(await response.text());
}
