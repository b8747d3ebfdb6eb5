import type { Doubt } from "../../lifecycle/errors.ts";
import type { Clock } from "../../lifecycle/lifecycle.ts";
import type { ConnectedApp, CreatedConnectedApp, StytchApi } from "../../stytch/api.ts";
import {
  StytchApiError,
  StytchIncompleteCreateError,
  StytchRequestError,
  StytchResponseError,
} from "../../stytch/errors.ts";
import { searchesAfter } from "../looks.ts";
import { allConnectedApps } from "../lookup/lookup.ts";
import { contentOf } from "./content.ts";
import { sharedRuns } from "./shared-runs.ts";

type CreateBody = Parameters<StytchApi["createConnectedApp"]>[0];

/** How a create ended that Stytch may have carried out. */
export type Creation =
  | { readonly created: CreatedConnectedApp }
  /** The response was lost; this is the client for certain. */
  | { readonly found: ConnectedApp }
  /** The response was lost, and the client cannot be identified. */
  | { readonly lost: StytchRequestError; readonly doubt: Doubt };

type Finding = { readonly found: ConnectedApp } | { readonly doubt: Doubt };

const CLIENTS = "/v1/connected_apps/clients";

const NOTHING: Doubt = { kind: "nothing found" };
/** What a later look may find otherwise: the client may be on its way, and another one be someone else's. */
const MAY_CHANGE: ReadonlySet<Doubt["kind"]> = new Set(["nothing found", "in another form"]);

/** The creates of one content. */
interface Tally {
  /** Sent, without a response yet. */
  readonly inFlight: Set<Promise<unknown>>;
  /** Whose responses were lost, and whose clients were not found. */
  lost: number;
}

/**
 * The clients that one process creates in a project, so that one whose response is lost can be told apart
 * from all others: from those that existed before, from those of other creates of this process, and
 * from those that someone else makes at the same time.
 *
 * The clients that existed before are listed before the first create is sent, with one search for
 * each 1,000 of them. To list them only once a response is lost would be cheaper, and not safe: that
 * list already holds the lost client, and nothing tells it from an older one of the same content,
 * such as a second stack of the same program has. A client has no time of creation, its id is
 * random, and the order of a search is not documented; a mark of our own would have to stand in a
 * field that people see. For the same reason a 2xx with an unreadable body proves nothing: it may
 * be a proxy's.
 *
 * What cannot be excluded: someone else makes a client of the very same content, and no other that
 * this process makes too, after that list and before the look, while our create came to nothing.
 */
export class CreatedApps {
  readonly #api: StytchApi;
  readonly #clock: Pick<Clock, "wait">;
  readonly #search: () => Promise<ConnectedApp[]>;
  /** Ids of the clients that existed before; undefined if Stytch would not list them. */
  #before: Promise<ReadonlySet<string> | undefined> | undefined;
  /** Ids of the clients that are known to be this process's own. */
  readonly #own = new Set<string>();
  /** By content. */
  readonly #tallies = new Map<string, Tally>();

  constructor({ api, clock }: { api: StytchApi; clock: Pick<Clock, "wait"> }) {
    this.#api = api;
    this.#clock = clock;
    this.#search = sharedRuns(() => allConnectedApps(api));
  }

  /** Remembers a client that this process got otherwise than by a create. */
  own(clientId: string): void {
    this.#own.add(clientId);
  }

  /**
   * Makes a client; looks for it if the response is lost.
   *
   * @throws StytchIncompleteCreateError; the errors of StytchApi if certainly none was made.
   */
  async create(body: CreateBody): Promise<Creation> {
    this.#before ??= this.#listBefore();
    await this.#before;
    const tally = this.#tallyOf(body);
    const sending = this.#send(body, tally);
    tally.inFlight.add(sending);
    const sent = await sending.finally(() => tally.inFlight.delete(sending));
    if ("created" in sent) return sent;
    const finding = await this.#find(body, sent.lost);
    return "found" in finding ? finding : { ...sent, ...finding };
  }

  async #find(body: CreateBody, lost: StytchRequestError): Promise<Finding> {
    let finding: Finding = { doubt: NOTHING };
    for (const waitMs of searchesAfter(lost)) {
      if (waitMs > 0) await this.#clock.wait(waitMs);
      try {
        finding = await this.#look(body);
        if (!("doubt" in finding) || !MAY_CHANGE.has(finding.doubt.kind)) break;
      } catch (problem) {
        if (!(problem instanceof StytchRequestError)) throw problem;
        return { doubt: { kind: "not searched", problem } };
      }
    }
    return this.#withoutOwn(finding);
  }

  /** Of what may be it, nothing that another create of this process turns out to have made. */
  async #withoutOwn(finding: Finding): Promise<Finding> {
    if (!("doubt" in finding) || finding.doubt.kind !== "in another form") return finding;
    await Promise.all([...this.#tallies.values()].map(responded));
    const candidates = finding.doubt.candidates.filter((id) => !this.#own.has(id));
    return { doubt: candidates.length > 0 ? { ...finding.doubt, candidates } : NOTHING };
  }

  async #listBefore(): Promise<ReadonlySet<string> | undefined> {
    try {
      const apps = await allConnectedApps(this.#api);
      return new Set(apps.map(({ clientId }) => clientId));
    } catch (error) {
      // A search that is refused must not stop creates; one without a response would not be the last.
      if (isRefusal(error)) return undefined;
      this.#before = undefined;
      throw error;
    }
  }

  async #send(
    body: CreateBody,
    tally: Tally,
  ): Promise<{ created: CreatedConnectedApp } | { lost: StytchRequestError }> {
    try {
      const created = await this.#api.createConnectedApp(body);
      await this.#requireNew(created.clientId);
      this.own(created.clientId);
      return { created };
    } catch (error) {
      if (error instanceof StytchIncompleteCreateError) {
        const { clientId } = error.identity();
        await this.#requireNew(clientId);
        this.own(clientId);
      } else if (error instanceof StytchRequestError && error.mayHaveTakenEffect) {
        tally.lost += 1;
        return { lost: error };
      }
      throw error;
    }
  }

  /** A response that gives the id of another client would put that client under two resources. */
  async #requireNew(clientId: string): Promise<void> {
    if (!this.#own.has(clientId) && !(await this.#before)?.has(clientId)) return;
    const problem = `the new client has the id of one that exists already, ${clientId}.`;
    throw new StytchResponseError({ method: "POST", path: CLIENTS }, problem, false);
  }

  async #look(body: CreateBody): Promise<Finding> {
    const before = await this.#before;
    const tally = this.#tallyOf(body);
    // The client of an equal create whose response is on its way must not be taken for this one's.
    await responded(tally);
    const apps = await this.#search();
    await responded(tally);
    // Nothing is awaited from here on, so that no two lost creates choose at the same time.
    const others = apps.filter(
      ({ clientId }) => !before?.has(clientId) && !this.#own.has(clientId),
    );
    const content = contentOf(body);
    const equal = others.filter((app) => contentOf(app) === content);
    const [found] = equal;
    if (found === undefined) {
      const candidates = before ? this.#unexplained(body, others) : [];
      return { doubt: candidates.length > 0 ? { kind: "in another form", candidates } : NOTHING };
    }
    const candidates = equal.map(({ clientId }) => clientId).sort();
    if (before === undefined) return { doubt: { kind: "perhaps older", candidates } };
    if (this.#hasCompany(others)) return { doubt: { kind: "perhaps another's", candidates } };
    this.own(found.clientId);
    tally.lost -= 1;
    return { found };
  }

  /** New clients of this type that no create of this process asked for in these words. */
  #unexplained({ clientType }: CreateBody, others: readonly ConnectedApp[]): string[] {
    return others
      .filter((app) => app.clientType === clientType && !this.#tallies.has(contentOf(app)))
      .map(({ clientId }) => clientId)
      .sort();
  }

  /**
   * Whether someone else makes clients of the same contents at this time: there are more new ones
   * than creates of this process that may have made them.
   */
  #hasCompany(others: readonly ConnectedApp[]): boolean {
    const counts = new Map<string, number>();
    for (const app of others) {
      const content = contentOf(app);
      counts.set(content, (counts.get(content) ?? 0) + 1);
    }
    return [...this.#tallies].some(
      ([content, { inFlight, lost }]) => (counts.get(content) ?? 0) > inFlight.size + lost,
    );
  }

  #tallyOf(body: CreateBody): Tally {
    const content = contentOf(body);
    const tally = this.#tallies.get(content) ?? { inFlight: new Set(), lost: 0 };
    this.#tallies.set(content, tally);
    return tally;
  }
}

/** Resolves once no create of this content awaits its response. */
async function responded({ inFlight }: Tally): Promise<void> {
  while (inFlight.size > 0) await Promise.allSettled(inFlight);
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof StytchResponseError ||
    (error instanceof StytchApiError && error.status !== 429)
  );
}
