/** True when any HTTP response comes from `url` within `timeoutMs` milliseconds; never throws. */
export async function isReachable(url: string, timeoutMs: number): Promise<boolean> {
  try {
    await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(timeoutMs) });
    return true;
  } catch {
    return false;
  }
}
