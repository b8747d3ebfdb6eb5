import * as pulumi from "@pulumi/pulumi";
import { custom, type Guise, serving } from "./_custom-resources.ts";

const reading = (code: string) => custom({ of: "x" }, serving(code));

/** Resources that look a little like a client and are none, or do nothing to one. */
export const INNOCENT: Readonly<Record<string, Guise>> = {
  "of-no-interest": custom({ zone: "example.com", ttl: 300 }),
  "a-payment": custom({ type: "third_party", amount: 3 }),
  "a-client-of-another-kind": custom({ clientType: "vip", redirectUrls: ["https://a.example"] }),
  "a-web-client": custom({ client_type: "web", redirect_uris: ["https://a.example/cb"] }),
  "a-public-client-elsewhere": custom({ app: { client_type: "public", redirect_urls: [] } }),
  "an-android-client": custom({ oauth_client: [{ client_id: "1", client_type: 3 }] }),
  "redirects-alone": custom({ redirectUrls: ["https://*.example.com"] }),
  "a-type-alone": custom({ clientType: "third_party" }),
  "types-of-clients": custom({ clientTypes: ["first_party", "third_party"], redirectUrls: [] }),
  "json-of-another-client": custom({ body: '{"client_type":"spa","full_access_allowed":true}' }),
  "broken-json": custom({ body: '{"client_type":"third_party","full_access_allowed":tru' }),
  "text-about-clients": custom({ text: "clientType third_party, fullAccessAllowed true" }),
  "deep-data": custom({ a: { b: { c: { d: [{ e: [{ f: { g: {} } }] }] } } } }),
  "large-data": custom({ rows: Array.from({ length: 2000 }, (_, at) => ({ at, type: "x" })) }),
  "empty-data": custom({ a: null, b: [], c: {}, d: "", e: undefined }),
  "a-secret": custom({ password: pulumi.secret("third_party") }),
  "another-provider": reading("require('pulumi-auth0/dynamic').client.create(i)"),
  "a-comment-on-the-package": reading('(/* see pulumi-stytch-connected-apps */{id:"1"})'),
  "a-look-up-with-the-package": reading(
    'require("pulumi-stytch-connected-apps").getConnectedApp(i)',
  ),
  "the-policy-pack": reading('require("pulumi-stytch-connected-apps-policy/rules").evaluate([i])'),
  "the-smoke-test": reading('require("stytch-connected-apps-smoke/dynamic").smokeTest.create(i)'),
  "the-emulator": reading('require("stytch-connected-apps-emulator").createEmulator({post:i})'),
  "a-search-of-the-api": reading(
    'fetch(i.url+"/v1/connected_apps/clients/search",{method:"POST"})',
  ),
  "a-look-up-in-the-api": reading('fetch(i.url+"/v1/connected_apps/clients/"+i.of)'),
  "a-look-up-by-stytch-s-own-client": reading("client.connectedApp.clients.get({client_id:i.of})"),
  "a-search-by-stytch-s-own-client": reading("client.connectedApps.clients.search({limit:1})"),
  "a-count-of-clients": reading('axios.post(i.url,{connectedApps:clients.length,of:"x"})'),
  "another-api-of-stytch": reading('axios.post(i.url+"/v1/users",{email:i.of})'),
  "a-consent-that-is-revoked": reading(
    'axios.post(i.url+"/v1/users/"+i.of+"/connected_apps/app/revoke")',
  ),
  "an-app-of-another-company": reading('axios.post(i.url+"/services/connectedApp",i)'),
};
