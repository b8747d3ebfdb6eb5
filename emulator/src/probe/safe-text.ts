const LONGEST = 160;
const SHORTEST_SECRET = 6;

/** What cannot be seen on a terminal, or changes how the rest is seen: controls, direction, zero width. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029]+/gu;

const WORD = /[^\s"'\\]+/g;

/** What is in an id or a secret of Stytch, in a token, or in a URL. */
const TELLING = /-(?:test|live)-|\beyJ|:\/\//i;

/** Of the URLs that the probe made up itself. */
const OWN_URL = /^https?:\/\/app\.example\.com(?:[/?#]|$)/i;

const HIDDEN = "[hidden]";

/** Makes text from a server fit to be shown and passed on. */
export interface SafeText {
  /** Hides a text from now on; ignores what is too short to be a secret. */
  hide(secret: unknown): void;
  /** One line of at most 160 characters, without secrets, ids, foreign URLs and what cannot be seen. */
  text(said: string): string;
}

export function createSafeText(hidden: readonly string[] = []): SafeText {
  const secrets = new Set<string>();
  const hide = (secret: unknown) => {
    if (typeof secret === "string" && secret.length >= SHORTEST_SECRET) secrets.add(secret);
  };
  for (const secret of hidden) hide(secret);
  return {
    hide,
    text(said) {
      let shown = said;
      // Longest first: one may be part of another.
      for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
        shown = shown.replaceAll(secret, HIDDEN);
      }
      const line = shown.replace(WORD, safeWord).replace(UNSEEN, " ").trim();
      return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
    },
  };
}

function safeWord(word: string): string {
  return TELLING.test(word) && !OWN_URL.test(word) ? HIDDEN : word;
}
