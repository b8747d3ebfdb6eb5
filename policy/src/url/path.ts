/** Why the path of a URL leads to different places, depending on the program that reads it. */
export type PathTrick =
  | "step"
  | "encoded host"
  | "encoded backslash"
  | "hidden control character"
  | "hidden invisible character"
  | "overlong encoding";

/** Proxies and servers decode one after the other; each round removes one layer. */
const MOST_LAYERS = 6;

/** Characters that NFKC or a Windows code page, which some servers apply, turns into dots and slashes. */
const DISGUISED: Readonly<Record<string, string>> = {
  "\u2024": ".",
  "\ufe52": ".",
  "\uff0e": ".",
  "\u2025": "..",
  "\ufe30": "..",
  "\uff0f": "/",
  "\u2044": "/",
  "\u2215": "/",
  "\u2216": "\\",
  "\uff3c": "\\",
  "\ufe68": "\\",
};

/**
 * Bytes that are not UTF-8, since they encode a character in more bytes than it needs: `%C0%AE` is a dot
 * for a decoder that does not check.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3629#section-10
 */
const OVERLONG = /%c[01]%|%e0%[89]|%f0%8/i;

/** Marks that change the direction of text, end lines or take no space; joiners are part of some languages. */
const INVISIBLE = /[\u200b\u2028\u2029\u2060\u202a-\u202e\u2066-\u2069\ufeff]/;

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

function decodeRun(run: string): string {
  return utf8.decode(Buffer.from(run.replaceAll("%", ""), "hex"));
}

/** Removes one layer of encoding: `%2E`, and `%u002E` as in IIS. */
function decodeOnce(text: string): string {
  return text
    .replaceAll(/%u([0-9a-f]{4})/gi, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    )
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, decodeRun)
    .replaceAll(
      /[\u2024\u2025\u2044\u2215\u2216\ufe30\ufe52\ufe68\uff0e\uff0f\uff3c]/g,
      (sign) => DISGUISED[sign] ?? sign,
    );
}

/**
 * Whether a path has a dot segment, once a server has removed its parameters (`..;x=1`, `..%23x`) and a
 * system its spaces. Filters that remove `../` turn more dots into such a segment.
 */
function hasStep(text: string): boolean {
  return /(?:^|[/\\])[\s\p{Cc}]*\.[.\s\p{Cc}]*(?:[;/\\?#]|$)/u.test(text);
}

/** Everything about which programs may disagree in a path; decodes as often as any of them. */
export function findPathTricks(path: string): PathTrick[] {
  const found = new Set<PathTrick>();
  let text = path;
  for (let layer = 0; layer <= MOST_LAYERS; layer++) {
    if (OVERLONG.test(text)) found.add("overlong encoding");
    if (hasStep(text)) found.add("step");
    const next = decodeOnce(text);
    if (next === text) break;
    if (/^\/[/\\]/.test(next) && !next.startsWith(text.slice(0, 2))) found.add("encoded host");
    if (next.includes("\\") && !text.includes("\\")) found.add("encoded backslash");
    if (/\p{Cc}/u.test(next) && !/\p{Cc}/u.test(text)) found.add("hidden control character");
    if (INVISIBLE.test(next) && !INVISIBLE.test(text)) found.add("hidden invisible character");
    text = next;
  }
  return [...found];
}
