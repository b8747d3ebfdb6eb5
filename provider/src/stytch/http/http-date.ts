const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

const DAY_NAME = `(?:${DAYS.map((day) => day.slice(0, 3)).join("|")})`;
const LONG_DAY_NAME = `(?:${DAYS.join("|")})`;
const MONTH = `(?<month>${MONTHS.join("|")})`;
const TIME = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)`;

/** IMF-fixdate, and the obsolete forms of RFC 850 and of `asctime`. */
const FORMS = [
  String.raw`${DAY_NAME}, (?<day>\d\d) ${MONTH} (?<year>\d{4}) ${TIME} GMT`,
  String.raw`${LONG_DAY_NAME}, (?<day>\d\d)-${MONTH}-(?<year>\d\d) ${TIME} GMT`,
  String.raw`${DAY_NAME} ${MONTH} (?<day>[ \d]\d) ${TIME} (?<year>\d{4})`,
].map((form) => new RegExp(`^${form}$`));

/**
 * Reads an HTTP-date in any of its three forms. `Date.parse` accepts far more, "may 1" among it.
 *
 * @param nowMs decides the century of a year of two digits. Since 1970, in milliseconds, as the result.
 * @returns undefined for any other text, and for a day or time that does not exist.
 * @see [RFC 9110 section 5.6.7](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7)
 */
export function parseHttpDate(text: string, nowMs: number): number | undefined {
  const fields = FORMS.map((form) => form.exec(text)?.groups).find((groups) => groups);
  if (fields === undefined) return undefined;
  const { year = "", month = "", day, hour, minute, second } = fields;
  const at = (fullYear: number) =>
    dateOf([fullYear, MONTHS.indexOf(month), Number(day)], [hour, minute, second].map(Number));
  return year.length === 2 ? nearestCentury(Number(year), nowMs, at) : at(Number(year));
}

/** Not more than 50 years in the future, as the RFC demands. */
function nearestCentury(
  year: number,
  nowMs: number,
  at: (fullYear: number) => number | undefined,
): number | undefined {
  const latest = new Date(nowMs);
  latest.setUTCFullYear(latest.getUTCFullYear() + 50);
  const century = latest.getUTCFullYear() - (latest.getUTCFullYear() % 100);
  const date = at(century + year);
  const isTooLate = century + year > latest.getUTCFullYear() || (date ?? 0) > latest.getTime();
  return isTooLate ? at(century + year - 100) : date;
}

function dateOf(
  [year = 0, month = 0, day = 0]: readonly number[],
  [hour = 0, minute = 0, second = 0]: readonly number[],
): number | undefined {
  // A leap second has the number 60.
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month, day);
  if (midnight.getUTCMonth() !== month || midnight.getUTCDate() !== day) return undefined;
  return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
}
