import * as pulumi from "@pulumi/pulumi";
import { ConnectedApp } from "pulumi-stytch-connected-apps";
import { thirdParty } from "./_client.ts";
import {
  Custom,
  custom,
  DYNAMIC,
  FOREIGN,
  type Guise,
  type Inputs,
  serving,
} from "./_custom-resources.ts";

/** Providers, as a state keeps them. */
const OURS = 'require("pulumi-stytch-connected-apps/dynamic").connectedApp';
const DELEGATING = serving(`${OURS}.create(i.inputs)`);
const CALL = 'fetch(i.url+"/v1/connected_apps/clients",{method:"POST",body:i.body})';

/** Which rule sees the danger. */
export const JUDGED = "connected-app-no-full-access-for-third-party";
export const UNREADABLE = "connected-app-inputs-readable";
const WILDCARD = "connected-app-redirect-no-wildcard";

/** What no client should be. */
const danger: Inputs = thirdParty({ fullAccessAllowed: true });
const wild = { redirectUrls: ["https://*.partner.example/cb"] };
const inSnakeCase = {
  client_type: "third_party",
  redirect_urls: ["https://partner.example/cb"],
  full_access_allowed: true,
};

const ofType = (type: string) => custom(danger, FOREIGN, type);
const withOptions = (opts: () => object, inputs: Inputs = danger) =>
  custom(inputs, FOREIGN, "pulumi-nodejs:dynamic/acme:Thing", opts);

class Group extends pulumi.ComponentResource {
  constructor(name: string, children: (parent: Group) => void, opts?: object) {
    super("acme:index:Group", name, {}, opts);
    children(this);
  }
}

class Partner extends ConnectedApp {
  constructor(name: string, opts?: pulumi.CustomResourceOptions) {
    super(name, { clientType: "third_party", ...wild }, opts);
  }
}

/** A provider in a program's own code. */
const ownProvider: pulumi.dynamic.ResourceProvider = {
  create: async (inputs) => ({ id: "1", outs: inputs }),
};

const callingProvider: pulumi.dynamic.ResourceProvider = {
  async create(inputs) {
    const url = `${inputs.url}/v1/connected_apps/clients`;
    await fetch(url, { method: "POST", body: JSON.stringify(inputs.body) });
    return { id: "1" };
  },
};

class Dynamic extends pulumi.dynamic.Resource {
  constructor(name: string, inputs: Inputs, provider = ownProvider, opts?: object) {
    super(provider, name, { ...inputs } as pulumi.Inputs, opts);
  }
}

const withGetters = {
  get client_type() {
    return "third_party";
  },
  get full_access_allowed() {
    return true;
  },
};

const later = (value: unknown): pulumi.Output<unknown> => pulumi.output(Promise.resolve(value));
const each = (wrap: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(danger).map(([name, value]) => [name, wrap(value)]));
const dangerous = { props: danger };
const change = (args: object) => ({
  ...args,
  props: { ...(args as typeof dangerous).props, ...danger },
});

/** The rule that stops each guise. */
export const GUISES: Readonly<Record<string, readonly [rule: string, guise: Guise]>> = {
  "token-in-capitals": [JUDGED, ofType("pulumi-nodejs:dynamic/STYTCH:ConnectedApp")],
  "token-in-small-letters": [JUDGED, ofType("pulumi-nodejs:dynamic/stytch:connectedapp")],
  "token-of-another-module": [JUDGED, ofType("pulumi-nodejs:dynamic/acme-stytch:ConnectedApp")],
  "token-without-module": [JUDGED, ofType("pulumi-nodejs:stytch:ConnectedApp")],
  "token-of-no-one": [JUDGED, ofType("pulumi-nodejs:acme:Thing")],
  "token-of-dynamic-resources": [JUDGED, ofType(DYNAMIC)],
  "token-of-the-provider-itself": [JUDGED, ofType("pulumi-nodejs:dynamic/stytch:ConnectedApp")],
  "only-type-and-flag": [JUDGED, custom({ clientType: "third_party", fullAccessAllowed: true })],
  "alias-of-a-type": [
    JUDGED,
    withOptions(() => ({ aliases: [{ type: "pulumi-nodejs:dynamic/stytch:ConnectedApp" }] })),
  ],
  "alias-of-a-name": [JUDGED, withOptions(() => ({ aliases: [{ name: "old" }] }))],
  "transformation-that-adds-it": [
    JUDGED,
    withOptions(() => ({ transformations: [change] }), { note: "harmless" }),
  ],
  "transform-that-adds-it": [
    JUDGED,
    withOptions(() => ({ transforms: [async (args: object) => change(args)] }), { note: "" }),
  ],
  "child-of-a-component": [
    JUDGED,
    (name) => {
      new Group(
        `${name}-group`,
        (parent) => void new Custom(DYNAMIC, name, { ...danger, __provider: FOREIGN }, { parent }),
      );
    },
  ],
  "grandchild-of-components": [
    JUDGED,
    (name) => {
      new Group(`${name}-outer`, (outer) => {
        const child = (parent: Group) => void new Dynamic(name, danger, ownProvider, { parent });
        new Group(`${name}-inner`, child, { parent: outer });
      });
    },
  ],
  "component-that-transforms": [
    JUDGED,
    (name) => {
      const child = (parent: Group) =>
        void new Dynamic(name, { note: "" }, ownProvider, { parent });
      new Group(`${name}-group`, child, { transformations: [change] });
    },
  ],
  "class-that-extends-ours": [WILDCARD, (name) => void new Partner(name)],
  "class-that-extends-ours-with-alias": [
    WILDCARD,
    (name) => void new Partner(name, { aliases: [{ type: "acme:index:Old" }] }),
  ],
  "ours-with-transformation": [
    WILDCARD,
    (name) => {
      const transformations = [
        ({ props, opts }: pulumi.ResourceTransformationArgs) => ({
          props: { ...props, ...wild },
          opts,
        }),
      ];
      new ConnectedApp(name, { clientType: "third_party" }, { transformations });
    },
  ],
  "ours-renamed-by-hand": [
    WILDCARD,
    custom(thirdParty(wild), `exports.handler=()=>${OURS}`, "pulumi-nodejs:acme:Thing"),
  ],
  "dynamic-resource": [JUDGED, (name) => void new Dynamic(name, danger)],
  "each-input-an-output": [JUDGED, custom(each((value) => pulumi.output(value)))],
  "each-input-a-promise": [JUDGED, custom(each((value) => Promise.resolve(value)))],
  "each-input-a-later-output": [JUDGED, custom(each(later))],
  "each-input-a-secret": [JUDGED, custom(each((value) => pulumi.secret(value)))],
  "each-input-a-secret-of-an-output": [
    JUDGED,
    custom(each((value) => pulumi.secret(later(value)))),
  ],
  "type-a-secret": [JUDGED, custom({ ...danger, clientType: pulumi.secret("third_party") })],
  "flag-an-output-of-an-output": [
    JUDGED,
    custom({ ...danger, fullAccessAllowed: later(true).apply((flag) => later(flag)) }),
  ],
  "in-inputs": [JUDGED, custom({ inputs: danger }, DELEGATING)],
  "in-inputs-of-a-foreign-provider": [JUDGED, custom({ inputs: danger })],
  "in-inputs-as-an-output": [JUDGED, custom({ inputs: later(danger) }, DELEGATING)],
  "in-inputs-as-a-secret": [JUDGED, custom({ inputs: pulumi.secret(danger) }, DELEGATING)],
  "in-a-list": [JUDGED, custom({ apps: [thirdParty(), danger] })],
  "in-a-list-of-secrets": [
    JUDGED,
    custom({ apps: [pulumi.secret(thirdParty()), pulumi.secret(danger)] }),
  ],
  "in-an-object-by-name": [JUDGED, custom({ apps: { good: thirdParty(), bad: danger } })],
  "deep-within": [
    JUDGED,
    custom({ tenants: [{ region: { eu: { oauth: { apps: [[danger]] } } } }] }),
  ],
  "beside-a-harmless-client": [JUDGED, custom({ ...thirdParty(), extra: danger }, DELEGATING)],
  "within-another-client": [
    JUDGED,
    custom({ ...thirdParty(), clientType: "first_party", twin: { twin: danger } }),
  ],
  "as-json": [JUDGED, custom({ body: JSON.stringify(danger) })],
  "as-json-in-a-secret": [JUDGED, custom({ body: pulumi.secret(JSON.stringify({ app: danger })) })],
  "as-json-of-a-list": [JUDGED, custom({ body: pulumi.jsonStringify([thirdParty(), danger]) })],
  "as-json-in-json": [
    JUDGED,
    custom({ body: JSON.stringify({ body: JSON.stringify(inSnakeCase) }) }),
  ],
  "in-snake-case": [JUDGED, custom(inSnakeCase)],
  "in-snake-case-within": [JUDGED, custom({ app: inSnakeCase }, DELEGATING)],
  "in-snake-case-as-json": [JUDGED, custom({ body: JSON.stringify(inSnakeCase) })],
  "in-pascal-case": [
    JUDGED,
    custom({ ClientType: "third_party", FullAccessAllowed: true, RedirectUrls: [] }),
  ],
  "in-kebab-case": [JUDGED, custom({ "client-type": "third_party", "full-access-allowed": true })],
  "an-object-with-getters": [JUDGED, custom({ app: withGetters })],
  "a-spread-object-with-getters": [JUDGED, custom({ ...withGetters })],
  "a-frozen-object": [JUDGED, custom({ app: Object.freeze({ ...danger }) })],
  "a-proxy": [JUDGED, custom({ app: new Proxy({ ...danger }, {}) })],
  "a-map": [UNREADABLE, custom({ apps: new Map([["bad", danger]]) }, DELEGATING)],
  "other-names-for-inputs": [UNREADABLE, custom({ kind: "third_party", full: true }, DELEGATING)],
  "no-inputs": [UNREADABLE, custom({}, DELEGATING)],
  "split-package-name": [
    UNREADABLE,
    custom(
      { kind: "third_party" },
      serving('require("pulumi-stytch-"+"connected-apps/dyn"+"amic").connectedApp.create(i.x)'),
    ),
  ],
  "package-name-in-a-list": [
    UNREADABLE,
    custom(
      { kind: "x" },
      serving(
        'require(["pulumi","stytch","connected","apps/dynamic"].join("-")).connectedApp.create(i)',
      ),
    ),
  ],
  "package-name-in-templates": [
    UNREADABLE,
    custom(
      { kind: "x" },
      serving("require(`pulumi-stytch-`+`connected-apps/dynamic`).connectedApp.create(i)"),
    ),
  ],
  "file-of-the-package": [
    UNREADABLE,
    custom(
      { kind: "x" },
      serving('require("./node_modules/pulumi-stytch-connected-apps/dist/lifecycle/lifecycle.js")'),
    ),
  ],
  "wrapped-provider": [
    UNREADABLE,
    custom(
      { kind: "x" },
      `const ours=${OURS};exports.handler=()=>new Proxy({create:(i)=>ours.create(i.x)},{})`,
    ),
  ],
  "provider-in-a-secret": [UNREADABLE, custom({ kind: "x" }, pulumi.secret(DELEGATING))],
  "call-of-the-api": [UNREADABLE, custom({ body: "opaque" }, serving(CALL))],
  "call-of-the-api-with-a-split-path": [
    UNREADABLE,
    custom({ body: "" }, serving('axios.post(i.url+"/v1/connected"+"_apps/cli"+"ents",i)')),
  ],
  "change-through-the-api": [
    UNREADABLE,
    custom(
      { body: "" },
      serving('fetch([i.url,"v1/connected_apps/clients",i.id].join("/"),{method:"put"})'),
    ),
  ],
  "call-of-stytch-s-own-client": [
    UNREADABLE,
    custom(
      { body: "" },
      serving('new(require("stytch").Client)(i).connectedApp.clients.create(i.body)'),
    ),
  ],
  "closure-that-calls-the-api": [
    UNREADABLE,
    (name) => void new Dynamic(name, { body: { kind: "x" } }, callingProvider),
  ],
};
