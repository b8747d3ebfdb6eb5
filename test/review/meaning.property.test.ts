import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Client, UNKNOWN } from "../../review/src/client.ts";
import { meaningOf, surroundingsOf } from "../../review/src/meaning/index.ts";
import { checkProperty } from "../_property.ts";
import { badness, changeOf, clientWith, organizationWith } from "./_changes.ts";

const URLS = [
  "https://app.example.com/callback",
  "https://app.example.com/callback/",
  "https://APP.example.com/callback",
  "https://app.example.com/other",
  "https://beta.example.com/callback",
  "https://*.example.com/callback",
  "https://partner.example/callback",
  "https://examp1e.com/callback",
  "https://example.com.portal.net/callback",
  "https://one.vercel.app/callback",
  "http://app.example.com/callback",
  "http://127.0.0.1:8080/callback",
  "http://localhost:3000/callback",
  "com.example.app:/callback",
  "javascript:alert(1)",
  "nothing like a url",
];

const CLAIMS: Readonly<Record<string, string>> = {
  sub: "{{ user.external_id }}",
  contact: "{{ user.emails.0.email }}",
  org: "{{ organization.organization_id }}",
  tier: '"gold"',
};

const urls = fc.subarray(URLS);
const claims = fc.subarray(Object.keys(CLAIMS));
const template = (names: readonly string[]) =>
  `{${names.map((name) => `"${name}": ${CLAIMS[name]} `).join(",")}}`;

const clientTypes = fc.constantFrom(
  ...["first_party", "first_party_public", "third_party", "third_party_public"],
);

/** What a client may do, apart from its type. */
interface Powers {
  readonly redirectUrls: readonly string[];
  readonly postLogoutRedirectUrls: readonly string[];
  readonly fullAccessAllowed: boolean;
  readonly bypassConsentForOfflineAccess: boolean;
  readonly accessTokenExpiryMinutes: number;
  readonly accessClaims: readonly string[];
  readonly idClaims: readonly string[];
  readonly hasAudience: boolean;
}

const minutes = fc.constantFrom(1, 5, 15, 59, 60, 61, 600);

const powers: fc.Arbitrary<Powers> = fc.record({
  redirectUrls: urls,
  postLogoutRedirectUrls: urls,
  fullAccessAllowed: fc.boolean(),
  bypassConsentForOfflineAccess: fc.boolean(),
  accessTokenExpiryMinutes: minutes,
  accessClaims: claims,
  idClaims: claims,
  hasAudience: fc.boolean(),
});

/** Powers, and a part of them. */
const partOf = powers.chain((whole) =>
  fc
    .record({
      redirectUrls: fc.subarray([...whole.redirectUrls]),
      postLogoutRedirectUrls: fc.subarray([...whole.postLogoutRedirectUrls]),
      fullAccessAllowed: fc.boolean().map((on) => on && whole.fullAccessAllowed),
      bypassConsentForOfflineAccess: fc
        .boolean()
        .map((on) => on && whole.bypassConsentForOfflineAccess),
      accessTokenExpiryMinutes: minutes.map((some) =>
        Math.min(some, whole.accessTokenExpiryMinutes),
      ),
      accessClaims: fc.subarray([...whole.accessClaims]),
      idClaims: fc.subarray([...whole.idClaims]),
      hasAudience: fc.boolean().map((on) => on && whole.hasAudience),
    })
    .map((part): [Powers, Powers] => [part, whole]),
);

function clientOf(
  { accessClaims, idClaims, hasAudience, ...fields }: Powers,
  clientType: string,
): Client {
  return clientWith({
    ...fields,
    clientType,
    accessTokenTemplateContent: template(accessClaims),
    idTokenTemplateContent: template(idClaims),
    accessTokenCustomAudience: hasAudience ? "billing" : "",
  });
}

/** A type of access, and the list that it makes use of. */
interface Access {
  readonly type: string;
  readonly list: readonly string[];
}

const listed = fc.constantFrom(["a"], ["a", "b"], ["a", "b", "c"]);
const access = fc.oneof(
  fc.constantFrom<Access>({ type: "NOT_ALLOWED", list: [] }, { type: "ALL_ALLOWED", list: [] }),
  listed.map((list) => ({ type: "RESTRICTED", list })),
);
const organization = (first: Access, third: Access) =>
  organizationWith({
    firstPartyConnectedAppsAllowedType: first.type,
    allowedFirstPartyConnectedApps: first.list,
    thirdPartyConnectedAppsAllowedType: third.type,
    allowedThirdPartyConnectedApps: third.list,
  });
const widthOf = ({ type, list }: Access) =>
  type === "ALL_ALLOWED" ? 100 : type === "NOT_ALLOWED" ? 0 : list.length;

describe("a change that takes powers from a client", () => {
  it("is never worse than the one that gives them", () => {
    let worse = 0;
    checkProperty(
      fc.property(partOf, clientTypes, ([part, whole], type) => {
        const [less, more] = [clientOf(part, type), clientOf(whole, type)];
        const taking = badness(changeOf(more, less));
        const giving = badness(changeOf(less, more));
        if (giving < taking) worse++;
        expect(giving).toBeLessThanOrEqual(taking);
      }),
      1000,
    );
    // The comparison would hold, too, if nothing meant anything.
    expect(worse).toBeGreaterThan(300);
  });

  it("is never worse than the one that gives them, for organizations", () => {
    checkProperty(
      fc.property(access, access, access, (one, other, same) => {
        const [less, more] = [one, other].sort((a, b) => widthOf(a) - widthOf(b));
        const [narrow, wide] = [less, more].map((some) => organization(some ?? one, same));
        const options = { resource: "OrganizationConnectedApps" } as const;
        const taking = badness(changeOf(wide, narrow, options));
        expect(badness(changeOf(narrow, wide, options))).toBeLessThanOrEqual(taking);
      }),
      300,
    );
  });
});

/** Replaces one value by one that only the update knows: a whole field, or an element of a list. */
function hidden(client: Client, pick: number, inList: boolean): Client {
  const names = Object.keys(client.fields);
  const name = names[pick % names.length] ?? "";
  const value = client.fields[name];
  const isElement = inList && Array.isArray(value) && value.length > 0;
  const unknown = isElement ? value.with(pick % value.length, UNKNOWN) : UNKNOWN;
  return { ...client, fields: { ...client.fields, [name]: unknown } };
}

const kindFor = (before: Client, after: Client) =>
  before.fields.clientType === after.fields.clientType ? "update" : "replace";

describe("a value that only the update knows", () => {
  it("never makes a change of a client look better", () => {
    checkProperty(
      fc.property(
        powers,
        powers,
        clientTypes,
        fc.nat(1000),
        fc.boolean(),
        fc.boolean(),
        (former, present, type, pick, inList, isNew) => {
          const before = clientOf(former, type);
          const after = clientOf(present, type);
          const blurred = hidden(after, pick, inList);
          const change = (side: Client) =>
            isNew
              ? changeOf(undefined, side, { kind: "create" })
              : changeOf(before, side, { kind: kindFor(before, side) });
          expect(badness(change(blurred))).toBeLessThanOrEqual(badness(change(after)));
        },
      ),
      1000,
    );
  });

  it("never makes a change of an organization, or of a secret, look better", () => {
    checkProperty(
      fc.property(
        access,
        access,
        access,
        fc.nat(1000),
        fc.boolean(),
        (one, two, three, pick, inList) => {
          const options = { resource: "OrganizationConnectedApps" } as const;
          const [before, after] = [organization(one, two), organization(two, three)];
          const known = badness(changeOf(before, after, options));
          const blurred = badness(changeOf(before, hidden(after, pick, inList), options));
          expect(blurred).toBeLessThanOrEqual(known);
        },
      ),
      300,
    );
    const version = fc.option(fc.constantFrom("1", "2", "3"), { nil: undefined });
    checkProperty(
      fc.property(version, version, version, (current, next, held) => {
        const secrets =
          held === undefined ? {} : { nextSecretVersion: held, nextClientSecret: "x" };
        const local = {
          ...(current && { secretVersion: current }),
          ...(next && { nextSecretVersion: next }),
        };
        const before = clientWith({}, {}, secrets);
        const known = badness(changeOf(before, clientWith({}, local)));
        for (const name of ["secretVersion", "nextSecretVersion"]) {
          const blurred = badness(changeOf(before, clientWith({}, { ...local, [name]: UNKNOWN })));
          expect(blurred).toBeLessThanOrEqual(known);
        }
      }),
      100,
    );
  });
});

describe("the order", () => {
  const shuffled = <Item>(items: readonly Item[]) =>
    fc.shuffledSubarray([...items], { minLength: items.length });

  it("of lists never matters", () => {
    const lists = fc
      .tuple(urls, urls)
      .chain(([former, present]) =>
        fc.tuple(fc.constant([former, present]), shuffled(former), shuffled(present)),
      );
    checkProperty(
      fc.property(lists, clientTypes, ([[former = [], present = []], one, other], clientType) => {
        const said = (before: readonly string[], after: readonly string[]) => {
          const change = changeOf(
            clientWith({ redirectUrls: before, clientType }),
            clientWith({ redirectUrls: after, clientType }),
          );
          const findings = meaningOf(change, surroundingsOf([change]));
          return findings
            .filter(({ id }) => id !== "order-changed")
            .map(({ sentence }) => sentence);
        };
        expect(said(one, other)).toEqual(said(former, present));
      }),
      500,
    );
  });

  it("of clients never matters", () => {
    const changes = fc
      .array(fc.tuple(powers, powers), { minLength: 2, maxLength: 5 })
      .map((pairs) =>
        pairs.map(([former, present], at) =>
          changeOf(clientOf(former, "first_party"), clientOf(present, "first_party"), {
            name: `client-${at}`,
          }),
        ),
      );
    const orders = changes.chain((some) => fc.tuple(fc.constant(some), shuffled(some)));
    checkProperty(
      fc.property(orders, ([some, others]) => {
        for (const change of some) {
          expect(meaningOf(change, surroundingsOf(others))).toEqual(
            meaningOf(change, surroundingsOf(some)),
          );
        }
      }),
      100,
    );
  });
});
