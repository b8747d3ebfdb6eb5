import { describe, expect, test } from "vitest";
import {
  createBody,
  diffConnectedApp,
  inputsFrom,
  updateBody,
} from "../../../provider/src/connected-app/diff.ts";
import type {
  ConnectedAppInputs,
  ConnectedAppOutputs,
} from "../../../provider/src/connected-app/model.ts";
import { keepOrder } from "../../../provider/src/lifecycle/compare.ts";
import { SERVER_DEFAULTS } from "../../../provider/src/stytch/connected-app-fields.ts";
import { FULL, isUnknown, UNKNOWN } from "./_check.ts";

const INPUTS: ConnectedAppInputs = {
  ...FULL,
  redirectUrls: ["https://a.example", "https://b.example"],
  postLogoutRedirectUrls: ["https://c.example", "https://d.example"],
};
const OUTPUTS: ConnectedAppOutputs = {
  ...INPUTS,
  ...SERVER_DEFAULTS,
  ...INPUTS,
  status: "active",
  clientSecret: "secret",
  clientSecretLastFour: "cret",
};
const LEAST: ConnectedAppInputs = { clientType: "first_party" };
const DEFAULTS: ConnectedAppOutputs = {
  ...SERVER_DEFAULTS,
  clientType: "first_party",
  status: "active",
};
const OTHER = {
  clientName: "other",
  clientDescription: "other",
  redirectUrls: ["https://a.example"],
  postLogoutRedirectUrls: ["https://c.example", "https://d.example", "https://e.example"],
  fullAccessAllowed: false,
  bypassConsentForOfflineAccess: false,
  accessTokenExpiryMinutes: 16,
  accessTokenCustomAudience: "other",
  accessTokenTemplateContent: '{"a":1}',
  idTokenTemplateContent: '{"a":1}',
  logoUrl: "https://other.example/logo.png",
};

const diff = (outputs: ConnectedAppOutputs, inputs: object) =>
  diffConnectedApp(outputs, inputs as ConnectedAppInputs, isUnknown);

describe("diff", () => {
  const NONE = { changes: [], replaces: [] };

  test("of equal things is empty", () => {
    expect(diff(OUTPUTS, INPUTS)).toEqual(NONE);
    expect(diff(DEFAULTS, LEAST)).toEqual(NONE);
  });

  test("ignores the order and duplicates of URLs", () => {
    const redirectUrls = ["https://b.example", "https://a.example", "https://b.example"];
    expect(diff(OUTPUTS, { ...INPUTS, redirectUrls })).toEqual(NONE);
    expect(diff({ ...OUTPUTS, redirectUrls }, INPUTS)).toEqual(NONE);
  });

  test.each(Object.entries(SERVER_DEFAULTS))("%s absent is the default", (name, value) => {
    expect(diff(DEFAULTS, { ...LEAST, [name]: value })).toEqual(NONE);
    expect(diff(DEFAULTS, { ...LEAST, [name]: undefined })).toEqual(NONE);
    const { [name as keyof ConnectedAppOutputs]: _, ...rest } = DEFAULTS;
    expect(diff(rest as ConnectedAppOutputs, LEAST)).toEqual(NONE);
  });

  test.each(Object.entries(OTHER))("%s changed is named, alone", (name, value) => {
    expect(diff(OUTPUTS, { ...INPUTS, [name]: value })).toEqual({ changes: [name], replaces: [] });
    expect(diff({ ...OUTPUTS, [name]: value }, INPUTS)).toEqual({ changes: [name], replaces: [] });
  });

  test.each(Object.keys(OTHER).filter((name) => name !== "idTokenTemplateContent"))(
    "%s removed is a change",
    (name) => {
      expect(diff(OUTPUTS, { ...INPUTS, [name]: undefined })).toEqual({
        changes: [name],
        replaces: [],
      });
    },
  );

  test.each(Object.keys(OTHER))("%s unknown may be a change", (name) => {
    expect(diff(OUTPUTS, { ...INPUTS, [name]: UNKNOWN }).changes).toEqual([name]);
  });

  test("a list with an unknown element may be a change", () => {
    const redirectUrls = ["https://a.example", "https://b.example", UNKNOWN];
    expect(diff(OUTPUTS, { ...INPUTS, redirectUrls }).changes).toEqual(["redirectUrls"]);
    expect(diff(OUTPUTS, { ...INPUTS, redirectUrls: redirectUrls.slice(1) }).changes).toEqual([
      "redirectUrls",
    ]);
  });

  test("a list that was unknown and is so again may be a change", () => {
    const redirectUrls = [UNKNOWN as unknown as string];
    expect(diff({ ...OUTPUTS, redirectUrls }, { ...INPUTS, redirectUrls }).changes).toEqual([
      "redirectUrls",
    ]);
  });

  test.each(["third_party", "first_party_public", UNKNOWN])(
    "clientType alone replaces (%#)",
    (to) => {
      const expected = { changes: ["clientType"], replaces: ["clientType"] };
      expect(diff(OUTPUTS, { ...INPUTS, clientType: to })).toEqual(expected);
    },
  );

  test("everything changed is named once each", () => {
    const { changes, replaces } = diff(OUTPUTS, { clientType: "third_party", ...OTHER });
    expect(changes.sort()).toEqual(["clientType", ...Object.keys(OTHER)].sort());
    expect(replaces).toEqual(["clientType"]);
  });
});

const FLAGS = ["fullAccessAllowed", "bypassConsentForOfflineAccess"];

describe("updateBody", () => {
  test.each(["first_party", "first_party_public"] as const)(
    "%s sends every field",
    (clientType) => {
      expect(updateBody({ clientType })).toEqual(SERVER_DEFAULTS);
      const { clientType: _, ...fields } = INPUTS;
      expect(updateBody({ ...INPUTS, clientType })).toEqual(fields);
    },
  );

  test.each(["third_party", "third_party_public"] as const)(
    "%s: all but the flags",
    (clientType) => {
      const body = updateBody({ clientType, fullAccessAllowed: false });
      expect(Object.keys(body)).toEqual(
        Object.keys(SERVER_DEFAULTS).filter((name) => !FLAGS.includes(name)),
      );
    },
  );

  test("sends a URL once, in the order given, and leaves the inputs as they are", () => {
    const redirectUrls = ["https://b.example", "https://a.example", "https://b.example"];
    const inputs = { ...INPUTS, redirectUrls };
    expect(updateBody(inputs).redirectUrls).toEqual(["https://b.example", "https://a.example"]);
    expect(inputs.redirectUrls).toHaveLength(3);
  });
});

describe("createBody", () => {
  const FLAGS = { fullAccessAllowed: false, bypassConsentForOfflineAccess: false };
  const STATED = { ...FLAGS, accessTokenExpiryMinutes: 60 };

  test("sends what was set, and of the rest the defaults that are no empty values", () => {
    expect(createBody(LEAST)).toEqual({ ...STATED, ...LEAST });
    expect(createBody(INPUTS)).toEqual({ ...STATED, ...INPUTS });
    expect(createBody({ ...LEAST, logoUrl: "https://a.example" })).toEqual({
      ...STATED,
      ...LEAST,
      logoUrl: "https://a.example",
    });
    expect(createBody({ ...LEAST, fullAccessAllowed: true, accessTokenExpiryMinutes: 5 })).toEqual({
      ...STATED,
      ...LEAST,
      fullAccessAllowed: true,
      accessTokenExpiryMinutes: 5,
    });
  });

  test("leaves the flags of a third-party client out", () => {
    expect(createBody({ clientType: "third_party", ...FLAGS })).toEqual({
      clientType: "third_party",
      accessTokenExpiryMinutes: 60,
    });
  });

  test("sends a URL once", () => {
    const postLogoutRedirectUrls = ["https://a", "https://a"];
    expect(createBody({ ...LEAST, postLogoutRedirectUrls })).toMatchObject({
      postLogoutRedirectUrls: ["https://a"],
    });
  });
});

describe("keepOrder", () => {
  test.each([
    [
      ["a", "b"],
      ["b", "a"],
      ["b", "a"],
    ],
    [
      ["a", "b"],
      ["b", "a", "b"],
      ["b", "a", "b"],
    ],
    [
      ["a", "b", "c"],
      ["b", "a"],
      ["a", "b", "c"],
    ],
    [["a"], ["b", "a"], ["a"]],
    [
      ["a", "c"],
      ["b", "a"],
      ["a", "c"],
    ],
    [[], [], []],
    [["a"], undefined, ["a"]],
  ])("the server's %j known as %j is %j", (server, known, expected) => {
    expect(keepOrder(server, known)).toEqual(expected);
  });
});

describe("inputsFrom", () => {
  test("gives the least that says the same", () => {
    expect(inputsFrom(DEFAULTS)).toEqual(LEAST);
    const { idTokenTemplateContent: _, ...set } = INPUTS;
    expect(inputsFrom(OUTPUTS)).toEqual(set);
  });

  test.each(Object.entries(OTHER).filter(([, value]) => value !== false))(
    "%s alone",
    (name, value) => {
      const outputs = { ...DEFAULTS, [name]: value };
      expect(inputsFrom(outputs)).toEqual({ ...LEAST, [name]: value });
      expect(diff(outputs, inputsFrom(outputs))).toEqual({ changes: [], replaces: [] });
    },
  );
});
