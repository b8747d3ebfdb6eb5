import fc from "fast-check";
import { expect, test } from "vitest";
import type { FoundConnectedApp } from "../../../provider/src/connected-app/lookup/lookup.ts";
import { EngineError } from "../../../provider/src/engine/engine-error.ts";
import { reportJson, reportText } from "../../../provider/src/orphans/report.ts";
import { ProgramError } from "../../../provider/src/program/program-error.ts";
import { SERVER_DEFAULTS } from "../../../provider/src/stytch/connected-app-fields.ts";
import { apiErrorFrom } from "../../../provider/src/stytch/http/failures.ts";
import { STACK_NAMES } from "../../../provider/src/stytch/settings.ts";
import { visible, visibleJson } from "../../../provider/src/text/visible.ts";
import { checkProperty } from "../../_property.ts";

/** Pieces that act on terminals, on readers and on what reads logs. */
const ACTIVE = [
  ...[
    "\u001b[2J",
    "\u001b]0;title\u0007",
    "\u009b31m",
    "\u0000",
    "\b",
    "\u007f",
    "\r",
    "\n",
    "\r\n",
  ],
  ...["\u2028", "\u2029", "\u0085", "\u202e", "\u2066", "\u200f", "\u061c", "\u200b", "\ufeff"],
  ...[
    "\u00ad",
    "\u{e0041}",
    "\ud800",
    "\udc00",
    "\uffff",
    "\u3164",
    "\t",
    "\v",
    "\f",
    "'",
    '"',
    "`",
  ],
  ...["::error::", "::add-mask::x", "::stop-commands::t", "##[error]", "##vso[task.x]", ":", "#"],
  ...["##teamcity[x]", "$(id)", "plain", " "],
];

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...ACTIVE), fc.string({ unit: "binary", maxLength: 3 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(""));

const FORBIDDEN =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]|##(?:vso|teamcity)?\[|^\s*::/u;

function expectHarmless(text: string): void {
  for (const line of text.split("\n")) expect(line).not.toMatch(FORBIDDEN);
}

test.each([
  ["a\u001b[2Jb", "a\\u{1b}[2Jb"],
  ["a\u0000\u202e\u{e0041}", "a\\u{0}\\u{202e}\\u{e0041}"],
  ["a\r\n\tb", "a b"],
  ["::error::x", "\\u{3a}:error::x"],
  ["  ::add-mask::x", "  \\u{3a}:add-mask::x"],
  ["##[error] ##vso[a] ##teamcity[b]", "\\u{23}#[error] \\u{23}#vso[a] \\u{23}#teamcity[b]"],
  [":x # ## a::b \u2764\ufe0f", ":x # ## a::b \u2764\ufe0f"],
])("visible() turns %j into %j", (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test("visibleJson() escapes what acts on a terminal or a log, and nothing else", () => {
  expect(visibleJson({ a: "##[x] # ##vso[y] \u001b\u00e9" })).toBe(
    '{"a":"\\u0023#[x] # \\u0023#vso[y] \\u001b\\u00e9"}',
  );
});

test("visible() makes any text harmless, on one line, and what it made stays as it is", () => {
  checkProperty(
    fc.property(hostile, (text) => {
      const shown = visible(text);
      expectHarmless(shown);
      expect(shown).not.toContain("\n");
      expect(visible(shown)).toBe(shown);
    }),
    3000,
  );
});

test.each(["Größe 名前 🎉", "❤️ app", "https://a.example:8080/::x", "#1 [a] ##", "a: b::c"])(
  "visible() leaves %s",
  (text) => {
    expect(visible(text)).toBe(text);
  },
);

test("visibleJson() is harmless and means the same", () => {
  checkProperty(
    fc.property(hostile, (text) => {
      expectHarmless(visibleJson({ [text]: [text] }));
      expect(JSON.parse(visibleJson({ [text]: [text] }))).toEqual({ [text]: [text] });
    }),
    1000,
  );
});

const CALL = { method: "POST", path: "/v1/connected_apps/clients" };

test("what a server says of an error reaches engine and program harmless", () => {
  checkProperty(
    fc.property(hostile, (text) => {
      const body = { error_type: text, error_message: text, request_id: text };
      const error = apiErrorFrom(CALL, 400, JSON.stringify(body), {
        hide: (said) => said,
        names: STACK_NAMES,
      });
      for (const shown of [
        error.message,
        error.errorType ?? "",
        error.requestId ?? "",
        new EngineError(error, "read").message,
        new EngineError({ ...error, name: "x", code: "ERR_STYTCH_OPTIONS", message: text }, "read")
          .message,
        new ProgramError({ code: "ERR_STYTCH_OPTIONS", message: text }).message,
      ]) {
        expectHarmless(shown);
        expect(shown).not.toContain("\n");
      }
    }),
    500,
  );
});

test("a report on orphans is harmless, and its command stays one word in a shell", () => {
  checkProperty(
    fc.property(hostile, (text) => {
      const app = { ...SERVER_DEFAULTS, clientId: text, clientType: text, clientName: text };
      const orphan = {
        app: app as unknown as FoundConnectedApp,
        pendingCreates: [{ urn: text, file: text }],
      };
      const context = { projectId: "project-test-1", apiUrl: "https://test.stytch.com" };
      expectHarmless(reportText([orphan], context));
      const json = reportJson([orphan], context);
      expectHarmless(json);
      const [found] = JSON.parse(json).orphans;
      expect(found.clientId).toBe(text);
      const [, url] = /DELETE '([^']*)'$/.exec(found.delete) ?? [];
      expect(url).toMatch(
        /^https:\/\/test\.stytch\.com\/v1\/connected_apps\/clients\/[\w.!~*()%-]*$/,
      );
    }),
    1000,
  );
});
