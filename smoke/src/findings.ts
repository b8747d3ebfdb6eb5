import type { Grant } from "./oauth/code.ts";
import type { OAuthClient } from "./oauth/oauth-client.ts";
import type { TokenResponse } from "./oauth/token-response.ts";
import type { RegisteredClient } from "./stytch/clients.ts";
import type { LiveSession } from "./stytch/sessions.ts";
import type { Subject } from "./subject/subject.ts";
import type { Vertical } from "./target.ts";

/** What checks found out and later checks build on. */
interface Found {
  vertical: Vertical;
  client: RegisteredClient;
  oauth: OAuthClient;
  subject: Subject;
  grant: Grant;
  tokens: TokenResponse;
  session: LiveSession;
}

export class Findings {
  readonly #found: Partial<Found> = {};

  note<K extends keyof Found>(name: K, value: Found[K]): void {
    this.#found[name] = value;
  }

  /** A finding that a check in `needs` has to have noted. */
  get<K extends keyof Found>(name: K): Found[K] {
    const value = this.#found[name];
    if (value === undefined) throw new TypeError(`no check has noted "${name}": "needs" is wrong`);
    return value;
  }

  peekVertical(): Vertical | undefined {
    return this.#found.vertical;
  }

  /** Undefined where discovery did not pass, which fails the test by itself. */
  peekIssuer(): string | undefined {
    return this.#found.oauth?.issuer;
  }

  peekClient(): RegisteredClient | undefined {
    return this.#found.client;
  }
}
