import { z } from "zod";
import { type AccessToken, accessTokenSchema } from "./access-token.ts";
import { type AuthorizationCode, authorizationCodeSchema } from "./authorization-code.ts";
import { type Collection, createCollection } from "./collection.ts";
import { type Consent, consentSchema } from "./consent.ts";
import { type ProjectSwitches, projectSwitchesSchema } from "./project-switches.ts";
import { type RefreshToken, refreshTokenSchema } from "./refresh-token.ts";

/** Absent in the state files of older versions. */
export const oauthStateFields = {
  authorizationCodes: z.array(authorizationCodeSchema).default([]),
  accessTokens: z.array(accessTokenSchema).default([]),
  refreshTokens: z.array(refreshTokenSchema).default([]),
  consents: z.array(consentSchema).default([]),
  switches: projectSwitchesSchema.prefault({}),
};

const savedSchema = z.object(oauthStateFields);

/** What a project keeps of authorizations, and how they are set up. */
export interface OAuthState {
  authorizationCodes: Collection<AuthorizationCode>;
  accessTokens: Collection<AccessToken>;
  refreshTokens: Collection<RefreshToken>;
  consents: Collection<Consent>;
  switches: { get(): ProjectSwitches; set(switches: ProjectSwitches): void };
}

/** @param changed Called after every change. */
export function createOAuthState(
  saved: z.output<typeof savedSchema>,
  changed: () => void,
): OAuthState {
  let { switches }: { switches: ProjectSwitches } = saved;
  return {
    authorizationCodes: createCollection(saved.authorizationCodes, changed),
    accessTokens: createCollection(saved.accessTokens, changed),
    refreshTokens: createCollection(saved.refreshTokens, changed),
    consents: createCollection(saved.consents, changed),
    switches: {
      get: () => switches,
      set(value) {
        switches = value;
        changed();
      },
    },
  };
}

/** What a state file keeps; `createOAuthState` takes it back. */
export function oauthEntries(state: OAuthState) {
  return {
    authorizationCodes: state.authorizationCodes.entries(),
    accessTokens: state.accessTokens.entries(),
    refreshTokens: state.refreshTokens.entries(),
    consents: state.consents.entries(),
    switches: state.switches.get(),
  };
}
