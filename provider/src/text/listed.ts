/** The most ids that a message lists. */
const MAX_IDS = 10;

/** The first ten ids, and how many more there are. */
export function listed(clientIds: readonly string[]): string {
  const more = clientIds.length > MAX_IDS ? ` and ${clientIds.length - MAX_IDS} more` : "";
  return clientIds.slice(0, MAX_IDS).join(", ") + more;
}
