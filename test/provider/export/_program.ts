import ts from "typescript";
import type { FoundConnectedApp } from "../../../provider/src/connected-app/lookup/lookup.ts";
import type { ConnectedAppInputs } from "../../../provider/src/connected-app/model.ts";
import { SERVER_DEFAULTS } from "../../../provider/src/stytch/connected-app-fields.ts";

export const PROJECT_ID = "project-test-11111111-2222-4333-8444-555555555555";

/** A client with defaults everywhere but where the test says otherwise. */
export function app(changes: Partial<FoundConnectedApp> = {}): FoundConnectedApp {
  return {
    ...SERVER_DEFAULTS,
    clientId: "connected-app-test-00000000-0000-4000-8000-000000000001",
    clientType: "first_party",
    clientName: "web",
    projectId: PROJECT_ID,
    status: "active",
    ...changes,
  };
}

/** A resource that a program declares, with the name that the class gives the client. */
export interface Declared {
  name: string;
  args: Record<string, unknown> & Partial<ConnectedAppInputs>;
}

/** Runs a program with a class that only remembers; fails if it is not TypeScript. */
export function declaredBy(program: string): Declared[] {
  const { outputText, diagnostics } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    reportDiagnostics: true,
  });
  if (diagnostics?.length) throw new Error(JSON.stringify(diagnostics[0]?.messageText));
  const declared: Declared[] = [];
  class ConnectedApp {
    constructor(name: string, args: Declared["args"]) {
      declared.push({ name, args: { ...args, clientName: args.clientName ?? name } });
    }
  }
  new Function("require", "exports", outputText)(() => ({ ConnectedApp }), {});
  return declared;
}

/** Every field set to something else than its default. */
export const FULL = {
  clientName: "Full client",
  clientDescription: 'It\'s "full"',
  redirectUrls: ["https://app.example.com/callback", "http://localhost:3000/callback"],
  postLogoutRedirectUrls: ["https://app.example.com/bye"],
  fullAccessAllowed: true,
  bypassConsentForOfflineAccess: true,
  accessTokenExpiryMinutes: 15,
  accessTokenCustomAudience: "https://api.example.com",
  accessTokenTemplateContent: '{"plan":{{ user.trusted_metadata.plan }}}',
  idTokenTemplateContent: '{"tier":"gold"}',
  logoUrl: "https://app.example.com/logo.png",
};
