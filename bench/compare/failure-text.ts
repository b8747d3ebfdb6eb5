const MAX_LENGTH = 160;
/** Of a run of the benchmark. */
const FOLDER = /[^\s'"]*stytch-bench-\w+/g;
/** Another one in each run. */
const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;

/**
 * Why a command failed, in one line: how it ended, and the first error that it printed. Without
 * what differs from run to run: the folder, and ids.
 *
 * @param folder the command's. Default: any that the benchmark made
 * @param failure how it ended, and the end of what it wrote to its error output
 */
export function failureText(failure: string, stdout: string, folder?: string): string {
  const [ending = "", ...complaints] = failure.split("\n");
  const lines = [...complaints, ...stdout.split("\n")].map((line) => line.trim());
  const said = lines.find((line) => /error/i.test(line)) ?? lines.find((line) => line !== "");
  const whole = said === undefined ? ending : `${ending} ${said}`;
  const lasting = (folder === undefined ? whole : whole.replaceAll(folder, "."))
    .replaceAll(FOLDER, ".")
    .replaceAll(UUID, "…");
  return lasting.replaceAll(/\s+/g, " ").slice(0, MAX_LENGTH);
}
