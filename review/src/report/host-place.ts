import { posix } from "node:path";
import { visible } from "pulumi-stytch-connected-apps/lifecycle";
import type { ClientRef, Place } from "../client.ts";

/** Stands for what has no line: a client that is deleted, or of which the engine recorded none. */
const PROJECT_FILE: Place = { file: "Pulumi.yaml", line: 1, column: undefined };

/**
 * Where a host shows something about a client: relative to the top of the repository, with slashes, and
 * always within it.
 *
 * @param folder of the Pulumi project in the repository.
 */
export function hostPlace(client: ClientRef | undefined, folder = ""): Place {
  const within = (place: Place) => ({
    ...place,
    file: visible(posix.normalize(posix.join(folder, place.file))),
  });
  const place = client?.place === undefined ? undefined : within(client.place);
  return place === undefined || /^(?:\.\.(?:\/|$)|\/)/.test(place.file)
    ? within(PROJECT_FILE)
    : place;
}
