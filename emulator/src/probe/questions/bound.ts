/** What a server did with a number. */
export type Verdict = "accepted" | "refused" | { stored: number };

/**
 * Finds the last number that is accepted between one that is and one that is not, by halves.
 *
 * @param guess A likely bound, which is tried first.
 * @returns The number, or what a server did other than accept or refuse it.
 */
export async function findBound(
  accepted: number,
  refused: number,
  guess: number,
  attempt: (number: number) => Promise<Verdict>,
): Promise<number | Exclude<Verdict, string>> {
  let [inside, outside] = [accepted, refused];
  const step = Math.sign(refused - accepted);
  const isBetween = (number: number) =>
    (number - inside) * step > 0 && (outside - number) * step > 0;
  for (const likely of [guess, guess + step]) {
    if (!isBetween(likely)) continue;
    const verdict = await attempt(likely);
    if (typeof verdict === "object") return verdict;
    if (verdict === "accepted") inside = likely;
    else outside = likely;
  }
  while (Math.abs(outside - inside) > 1) {
    const middle = Math.trunc((inside + outside) / 2);
    const verdict = await attempt(middle);
    if (typeof verdict === "object") return verdict;
    if (verdict === "accepted") inside = middle;
    else outside = middle;
  }
  return inside;
}
