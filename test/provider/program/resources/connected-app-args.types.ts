import type * as pulumi from "@pulumi/pulumi";
import type { ConnectedAppArgs } from "../../../../provider/src/program/resources/connected-app.ts";
import { ConnectedApp } from "../../../../provider/src/program/resources/connected-app.ts";

/** Never run: that this file compiles is the test. */
declare const text: pulumi.Output<string>;
declare const maybeText: pulumi.Output<string | undefined>;
declare const number: pulumi.Output<number>;
declare const flag: pulumi.Output<boolean>;
declare const texts: pulumi.Output<string[]>;
declare const anyType: pulumi.Output<
  "first_party" | "first_party_public" | "third_party" | "third_party_public"
>;
declare const anyInput: pulumi.Input<
  "first_party" | "first_party_public" | "third_party" | "third_party_public"
>;
declare const firstPartyInput: pulumi.Input<"first_party" | "first_party_public">;
declare const firstParty: pulumi.Output<"first_party">;
declare const knownAtRunTime: "first_party" | "third_party";

const accepted: ConnectedAppArgs[] = [
  { clientType: "first_party" },
  {
    clientType: "first_party_public",
    fullAccessAllowed: true,
    bypassConsentForOfflineAccess: true,
  },
  { clientType: "third_party", fullAccessAllowed: false, bypassConsentForOfflineAccess: undefined },
  { clientType: "third_party_public" },
  { clientType: firstParty, fullAccessAllowed: true },
  { clientType: firstPartyInput, fullAccessAllowed: true },
  { clientType: anyInput },
  { clientType: anyInput, fullAccessAllowed: false },
  // The type of an output is known at run time alone; the provider checks it then.
  { clientType: anyType, fullAccessAllowed: true, bypassConsentForOfflineAccess: flag },
  { clientType: Promise.resolve("third_party" as const), fullAccessAllowed: true },
  // Outputs, each.
  {
    clientType: "first_party",
    clientName: text,
    clientDescription: text,
    redirectUrls: texts,
    postLogoutRedirectUrls: texts,
    fullAccessAllowed: flag,
    bypassConsentForOfflineAccess: flag,
    accessTokenExpiryMinutes: number,
    accessTokenCustomAudience: text,
    accessTokenTemplateContent: text,
    idTokenTemplateContent: text,
    logoUrl: text,
  },
  // Promises, each.
  {
    clientType: "first_party",
    clientName: Promise.resolve("a"),
    clientDescription: Promise.resolve("a"),
    redirectUrls: Promise.resolve(["https://a.example"]),
    postLogoutRedirectUrls: Promise.resolve(["https://a.example"]),
    fullAccessAllowed: Promise.resolve(true),
    bypassConsentForOfflineAccess: Promise.resolve(true),
    accessTokenExpiryMinutes: Promise.resolve(5),
    accessTokenCustomAudience: Promise.resolve("a"),
    accessTokenTemplateContent: Promise.resolve("{}"),
    idTokenTemplateContent: Promise.resolve("{}"),
    logoUrl: Promise.resolve("https://a.example"),
  },
  // undefined, each, and outputs of it.
  {
    clientType: "first_party",
    clientName: undefined,
    clientDescription: maybeText,
    redirectUrls: undefined,
    postLogoutRedirectUrls: undefined,
    fullAccessAllowed: undefined,
    bypassConsentForOfflineAccess: undefined,
    accessTokenExpiryMinutes: undefined,
    accessTokenCustomAudience: maybeText,
    accessTokenTemplateContent: undefined,
    idTokenTemplateContent: undefined,
    logoUrl: maybeText,
  },
  { clientType: "first_party", redirectUrls: ["https://a.example", text, Promise.resolve("b")] },
  {
    clientType: "first_party",
    accessTokenTemplateContent: { a: text, b: [number, "c", null, { d: flag }], e: { f: texts } },
    idTokenTemplateContent: { a: "{{ user.email }}", b: 1, c: true, d: null, e: {} },
  },
];

const refused: ConnectedAppArgs[] = [
  // @ts-expect-error clientType is required
  {},
  // @ts-expect-error not a type of client
  { clientType: "public" },
  // @ts-expect-error not a type of client: the hyphen
  { clientType: "first-party" },
  // @ts-expect-error only first-party clients can have full access
  { clientType: "third_party", fullAccessAllowed: true },
  // @ts-expect-error only first-party clients can have full access
  { clientType: "third_party_public", fullAccessAllowed: true },
  // @ts-expect-error only first-party clients can bypass consent
  { clientType: "third_party", bypassConsentForOfflineAccess: true },
  // @ts-expect-error only first-party clients can bypass consent
  { clientType: "third_party_public", bypassConsentForOfflineAccess: true },
  // @ts-expect-error the flag may turn out to be true
  { clientType: "third_party", fullAccessAllowed: flag },
  // @ts-expect-error not a property
  { clientType: "first_party", redirectUrl: "https://a.example" },
  // @ts-expect-error the API's spelling is not ours
  { clientType: "first_party", client_name: "a" },
  // @ts-expect-error an output, not an argument
  { clientType: "first_party", clientSecret: "a" },
  // @ts-expect-error an output, not an argument
  { clientType: "first_party", clientId: "a" },
  // @ts-expect-error a number for a string
  { clientType: "first_party", clientName: 5 },
  // @ts-expect-error a number output for a string
  { clientType: "first_party", logoUrl: number },
  // @ts-expect-error a string for a number
  { clientType: "first_party", accessTokenExpiryMinutes: "5" },
  // @ts-expect-error a string for a flag
  { clientType: "first_party", fullAccessAllowed: "true" },
  // @ts-expect-error a string for a list
  { clientType: "first_party", redirectUrls: "https://a.example" },
  // @ts-expect-error a list of numbers
  { clientType: "first_party", redirectUrls: [5] },
  // @ts-expect-error null is for the wire, not for programs
  { clientType: "first_party", clientName: null },
  // @ts-expect-error a template is an object, not a list
  { clientType: "first_party", accessTokenTemplateContent: [1] },
  // @ts-expect-error a template is an object, not a number
  { clientType: "first_party", idTokenTemplateContent: 5 },
];

// A type that is one of several literals at compile time.
export const either = new ConnectedApp("either", { clientType: knownAtRunTime });

// @ts-expect-error the arguments are required
export const none = new ConnectedApp("none");

const app = new ConnectedApp("app", { clientType: "first_party" });
export const id: pulumi.Output<string> = app.clientId;
export const secret: pulumi.Output<string | undefined> = app.clientSecret;
// @ts-expect-error public clients have no secret
export const sureSecret: pulumi.Output<string> = app.clientSecret;
// @ts-expect-error outputs are read only
app.clientName = text;

export { accepted, refused };
