import type { Change } from "../../review/src/change.ts";
import type { Report } from "../../review/src/report.ts";
import { reviewChanges } from "../../review/src/review-changes.ts";
import { changeOf, clientWith } from "./_changes.ts";

export const NOW = new Date("2026-11-20T12:00:00Z");

export function reportOf(changes: readonly Change[], more: Partial<Report> = {}): Report {
  const report = reviewChanges({ changes, problems: [], notes: [] }, { now: NOW });
  return { ...report, ...more };
}

const CALLBACK = "https://app.example.com/callback";

/** One dangerous change among eleven cosmetic ones. */
export function oneAmongTwelve(): Change[] {
  const names = Array.from({ length: 11 }, (_, at) => `client-${String(at).padStart(2, "0")}`);
  const cosmetic = names.map((name) =>
    changeOf(
      clientWith({ clientName: name, redirectUrls: [CALLBACK] }),
      clientWith({ clientName: `${name} (renamed)`, redirectUrls: [CALLBACK] }),
      { name },
    ),
  );
  const dangerous = changeOf(
    clientWith({ redirectUrls: [CALLBACK] }),
    clientWith({ redirectUrls: [CALLBACK, "https://app.examp1e.com/callback"] }),
    { name: "web-shop" },
  );
  return [...cosmetic.slice(0, 6), dangerous, ...cosmetic.slice(6)];
}

/** A change whose every text comes from someone else. */
export function changeWithText(text: string): Change {
  const change = changeOf(
    clientWith({ redirectUrls: [CALLBACK], clientName: "Web", accessTokenCustomAudience: "" }),
    clientWith({
      redirectUrls: [CALLBACK, `https://partner.example/${text}`, text],
      clientName: text,
      clientDescription: text,
      logoUrl: text,
      accessTokenCustomAudience: text,
      accessTokenTemplateContent: JSON.stringify({ [text]: text }),
    }),
    { name: text },
  );
  const place = { file: `${text}.ts`, line: 3, column: undefined };
  return { ...change, client: { ...change.client, place, id: text } };
}
