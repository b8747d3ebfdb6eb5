import {
  isStytchError,
  type ListedOrganization,
  type ProjectReader,
} from "pulumi-stytch-connected-apps/reading";

/** Organizations or users that a search gives at a time. */
const PAGE_SIZE = 1000;

export interface NamedOrganization {
  readonly id: string;
  readonly name: string;
}

/** Who has let one client in, as far as it was looked for. */
export interface Installation {
  /** Empty in consumer projects, which have none. */
  readonly organizations: readonly NamedOrganization[];
  /** Users, or members where they were asked for. */
  readonly people: number;
}

/** Who has let the clients of a project in. */
export interface Installations {
  readonly vertical: "b2b" | "consumer";
  /** Whether every organization, or user, was asked: else all numbers are "at least". */
  readonly isComplete: boolean;
  /** Organizations, or users, that were asked. */
  readonly asked: number;
  /** How many the project has; undefined where Stytch does not count them. */
  readonly total: number | undefined;
  /** Calls that were made. */
  readonly calls: number;
  /** By client id; a client that no one was found for is missing. */
  readonly byClient: ReadonlyMap<string, Installation>;
  /** Of every organization that a search named, by its id. */
  readonly settings: ReadonlyMap<string, ListedOrganization["settings"]>;
}

export interface InstallationOptions {
  /** Calls to make at most, searches included. */
  readonly calls: number;
  /** Clients whose members are counted, a call for each and organization. Default: none. */
  readonly countMembersOf?: ReadonlySet<string>;
}

/**
 * Finds out who has let clients in: by a call for each organization of a B2B project, or for each user
 * of a consumer project.
 *
 * @throws the errors of the reader.
 */
export async function findInstallations(
  reader: ProjectReader,
  { calls, countMembersOf = new Set() }: InstallationOptions,
): Promise<Installations> {
  const ledger = createLedger(calls);
  try {
    await overOrganizations(ledger, reader, countMembersOf);
    return ledger.result("b2b");
  } catch (error) {
    // By its name: there may be several copies of the package, and of its classes.
    const { errorType } = Object(error);
    const isConsumer = isStytchError(error) && errorType === "invalid_b2b_endpoint";
    if (!isConsumer) throw error;
  }
  await overUsers(ledger, reader);
  return ledger.result("consumer");
}

async function overOrganizations(
  ledger: Ledger,
  reader: ProjectReader,
  countMembersOf: ReadonlySet<string>,
): Promise<void> {
  await eachPage(ledger, async (page) => {
    const { organizations, ...further } = await reader.searchOrganizations(page);
    for (const { settings } of organizations) ledger.ofSettings(settings);
    const ask = organizations.map(({ name, settings }) => async () => {
      const organization = { id: settings.organizationId, name };
      const clientIds = new Set(await reader.appsOfOrganization(organization.id));
      for (const clientId of clientIds) ledger.ofOrganization(clientId, organization);
      const counted = [...clientIds].filter((clientId) => countMembersOf.has(clientId));
      await ledger.run(
        counted.map((clientId) => async () => {
          const members = await reader.membersWithApp(organization.id, clientId);
          ledger.ofPeople(clientId, new Set(members).size);
        }),
      );
    });
    return { ask, further };
  });
}

async function overUsers(ledger: Ledger, reader: ProjectReader): Promise<void> {
  await eachPage(ledger, async (page) => {
    const { userIds, ...further } = await reader.searchUsers(page);
    const ask = userIds.map((userId) => async () => {
      for (const clientId of new Set(await reader.appsOfUser(userId))) ledger.ofPeople(clientId, 1);
    });
    return { ask, further };
  });
}

interface PageOfCalls {
  /** A call for each whom the page names. */
  readonly ask: readonly (() => Promise<void>)[];
  readonly further: { readonly nextCursor: string | undefined; readonly total: number | undefined };
}

async function eachPage(
  ledger: Ledger,
  search: (page: { cursor?: string | undefined; limit: number }) => Promise<PageOfCalls>,
): Promise<void> {
  const cursors = new Set<string | undefined>();
  let cursor: string | undefined;
  do {
    cursors.add(cursor);
    if (!ledger.take()) return;
    const { ask, further } = await search({ cursor, limit: PAGE_SIZE });
    ledger.ofTotal(further.total);
    ledger.ofAsked(await ledger.run(ask));
    cursor = further.nextCursor;
  } while (cursor !== undefined && !cursors.has(cursor));
}

/** Counts calls, and notes what they find. */
type Ledger = ReturnType<typeof createLedger>;

function createLedger(most: number) {
  const byClient = new Map<string, { organizations: NamedOrganization[]; people: number }>();
  const settings = new Map<string, ListedOrganization["settings"]>();
  let calls = 0;
  let asked = 0;
  let total: number | undefined;
  let isComplete = true;

  function take(): boolean {
    if (calls >= most) isComplete = false;
    else calls += 1;
    return isComplete;
  }
  function entryOf(clientId: string) {
    const entry = byClient.get(clientId) ?? { organizations: [], people: 0 };
    byClient.set(clientId, entry);
    return entry;
  }

  return {
    /** Whether another call may be made; it counts as made then. */
    take,
    /** Makes as many of these calls as may be made. @returns how many those are. */
    async run(ask: readonly (() => Promise<void>)[]): Promise<number> {
      const allowed = ask.filter(take);
      await Promise.all(allowed.map((one) => one()));
      return allowed.length;
    },
    ofOrganization(clientId: string, organization: NamedOrganization) {
      entryOf(clientId).organizations.push(organization);
    },
    ofSettings(one: ListedOrganization["settings"]) {
      settings.set(one.organizationId, one);
    },
    ofPeople(clientId: string, people: number) {
      entryOf(clientId).people += people;
    },
    ofTotal(count: number | undefined) {
      total = count;
    },
    ofAsked(count: number) {
      asked += count;
    },
    result: (vertical: Installations["vertical"]): Installations => ({
      vertical,
      isComplete,
      asked,
      total,
      calls,
      byClient,
      settings,
    }),
  };
}
