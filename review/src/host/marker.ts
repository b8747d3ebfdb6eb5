/** Which of several texts of ours at one place this is, such as one for each stack. */
const KEY = /^(?!.*--)[A-Za-z0-9._/@-]{1,100}$/;

export function isKey(text: string): boolean {
  return KEY.test(text);
}

/** By which issues of ours are found among thousands. */
export const LABEL = "stytch-review";

/** Characters of a comment or an issue: GitHub takes 65,536, GitLab a million. */
const LONGEST_TEXT = 65_000;

/** The last line of a text of ours; hosts do not show it. */
function markerOf(key: string): string {
  return `<!-- stytch-review: ${key} -->`;
}

/** A text under its marker, cut at the end of a line if it is longer than a host takes. */
export function marked(text: string, key: string): string {
  return `${fitting(text.trimEnd())}\n\n${markerOf(key)}`;
}

/** Whether a text ends with the marker: one that quotes it in between is someone else's. */
export function isMarked(body: string, key: string): boolean {
  return body.trimEnd().split(/\r?\n/).at(-1) === markerOf(key);
}

/** Hosts may keep other line ends than they were given. */
export function isSameText(left: string, right: string): boolean {
  const plain = (text: string) => text.replaceAll("\r\n", "\n").trimEnd();
  return plain(left) === plain(right);
}

function fitting(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const cut = text.slice(0, LONGEST_TEXT);
  const whole = cut.slice(0, Math.max(cut.lastIndexOf("\n"), 0));
  return `${whole}\n\n**There is more than fits here.**`;
}
