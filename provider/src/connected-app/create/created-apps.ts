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

/** How a create that Stytch may have executed ended. */
export type Creation =
  | { readonly created: CreatedConnectedApp }
  /** The response was lost; this is the client for certain. */
  | { readonly found: ConnectedApp }
  /** The response was lost, and the client cannot be identified. */
  | { readonly lost: StytchRequestError; readonly doubt: Doubt };

type Finding = { readonly found: ConnectedApp } | { readonly doubt: Doubt };

const CLIENTS = "/v1/connected_apps/clients";

const NOTHING: Doubt = { kind: "nothing found" };
/** What a later look may change: the client may not show yet, and the one that shows may be someone else's. */
const MAY_CHANGE: ReadonlySet<Doubt["kind"]> = new Set(["nothing found", "in another form"]);

/** The creates with one content. */
interface Tally {
  /** Sent, without a response yet. */
  readonly inFlight: Set<Promise<unknown>>;
  /** Whose responses were lost, and whose clients were not found. */
  lost: number;
}

/**
 * The clients that one process creates in a project, so that one whose response is lost can be distinguished
 * from all others: from those that existed before, from those of other creates of this process, and
 * from those that someone else creates at the same time.
 *
 * The clients that existed before are listed before the first create is sent, with one search for
 * each 1,000 of them. Listing them only once a response is lost would be cheaper, but not safe: that
 * list already contains the lost client, and nothing distinguishes it from an older one with the same content,
 * such as that of a second stack of the same program. A client has no creation time, its id is
 * random, and the order of a search is not documented; a mark of our own would have to be in a
 * field that people see. Nor does a 2xx with an unreadable body prove anything: it may
 * come from a proxy.
 *
 * One case cannot be excluded: after that list and before the look, someone else creates a client with exactly
 * the same content, and no other that this process creates too, while our create failed.
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

  /** Remembers a client that this process got without a create. */
  own(clientId: string): void {
    this.#own.add(clientId);
  }

  /**
   * Creates a client; looks for it if the response is lost.
   *
   * @throws StytchIncompleteCreateError; the errors of StytchApi if certainly none was created.
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

  /** The candidates, without those that turn out to come from another create of this process. */
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
      // A refused search must not stop creates; after a search without a response, others would fail too.
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

  /** A response with the id of another client would put that client under two resources. */
  async #requireNew(clientId: string): Promise<void> {
    if (!this.#own.has(clientId) && !(await this.#before)?.has(clientId)) return;
    const problem = `the new client has the id of an existing one, ${clientId}.`;
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

  /** New clients of this type whose exact content no create of this process asked for. */
  #unexplained({ clientType }: CreateBody, others: readonly ConnectedApp[]): string[] {
    return others
      .filter((app) => app.clientType === clientType && !this.#tallies.has(contentOf(app)))
      .map(({ clientId }) => clientId)
      .sort();
  }

  /**
   * Whether someone else is creating clients with the same content: there are more new ones
   * than this process can have created.
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
