import { createListing, type Listing } from "../listing.ts";
import { clients } from "./clients.ts";
import { consents } from "./consents.ts";
import { organizations } from "./organizations.ts";
import { people } from "./people.ts";
import { requests } from "./requests.ts";
import { sessions } from "./sessions.ts";
import { tokens } from "./tokens.ts";

/** Every kind of thing that has a list, in the order of the navigation. */
export const LISTINGS: readonly Listing[] = [
  createListing(clients),
  createListing(people),
  createListing(organizations),
  createListing(sessions),
  createListing(consents),
  createListing(tokens),
  createListing(requests),
];
