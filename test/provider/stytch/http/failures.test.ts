import { describe, expect, test } from "vitest";
import { failureFrom } from "../../../../provider/src/stytch/http/failures.ts";
import { STACK_NAMES } from "../../../../provider/src/stytch/settings.ts";

const GET = { method: "GET", path: "/v1/x" };
const POST = { method: "POST", path: "/v1/x" };
const OUTCOME = {
  ...{ sent: false, timedOut: false, timeoutMs: 1500, names: STACK_NAMES },
  apiUrl: "https://test.stytch.com",
};
const coded = (code: string, message = `connect ${code} 127.0.0.1:9`) =>
  Object.assign(new Error(message), { code });

describe("a request without a whole response", () => {
  test("that was not sent could not connect, and has changed nothing", () => {
    const error = failureFrom(POST, coded("ECONNREFUSED"), OUTCOME);
    expect(error.message).toBe(
      `POST /v1/x: could not connect (connect ECONNREFUSED 127.0.0.1:9). Check ${STACK_NAMES.apiUrl}, the network and proxies.`,
    );
    expect(error).toMatchObject({ code: "ERR_STYTCH_NETWORK", mayHaveTakenEffect: false });
  });

  test.each([
    ["http://127.0.0.1:4110", "4110"],
    ["http://localhost:4110", "4110"],
    ["http://[::1]", "80"],
  ])("to %s, where nothing listens, says how to start the emulator there", (apiUrl, port) => {
    const { message } = failureFrom(POST, coded("ECONNREFUSED"), { ...OUTCOME, apiUrl });
    expect(message).toBe(
      `POST /v1/x: could not connect (connect ECONNREFUSED 127.0.0.1:9). Nothing listens at ${apiUrl} on this machine. ` +
        `Start the emulator there, with npx stytch-emulator --port ${port} and the --state that it had, or correct stytch:apiUrl.`,
    );
    const other = failureFrom(POST, coded("ECONNRESET"), { ...OUTCOME, apiUrl });
    expect(other.message).toContain("Check stytch:apiUrl, the network and proxies.");
  });

  test("to this machine by TLS, which the emulator does not speak, says nothing of it", () => {
    const outcome = { ...OUTCOME, apiUrl: "https://127.0.0.1:8443" };
    const { message } = failureFrom(POST, coded("ECONNREFUSED"), outcome);
    expect(message).toContain("Check stytch:apiUrl, the network and proxies.");
  });

  test("that was sent may have taken effect, unless it reads", () => {
    const sent = { ...OUTCOME, sent: true };
    expect(failureFrom(POST, coded("ECONNRESET"), sent).mayHaveTakenEffect).toBe(true);
    expect(failureFrom(GET, coded("ECONNRESET"), sent).mayHaveTakenEffect).toBe(false);
    expect(failureFrom(POST, coded("ECONNRESET"), sent).message).toContain("the connection broke");
  });

  test.each(["DEPTH_ZERO_SELF_SIGNED_CERT", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "CERT_HAS_EXPIRED"])(
    "whose server has a certificate that is not trusted (%s) says so",
    (code) => {
      const { message } = failureFrom(GET, coded(code, "bad certificate"), OUTCOME);
      expect(message).toContain("certificate is not trusted, so nothing was sent");
      expect(message).toContain("NODE_EXTRA_CA_CERTS");
    },
  );

  test.each([
    [
      "the code, where the system's message does not name it",
      coded("EAI_AGAIN", ""),
      "(EAI_AGAIN)",
    ],
    ["the message, where there is no code", new Error("odd"), "(odd)"],
    ["no more than that, of what is not an error", "odd", "(unknown)"],
    ["the message, where a code is empty", coded("", "odd"), "(odd)"],
  ])("says %s", (_title, thrown, expected) => {
    expect(failureFrom(GET, thrown, OUTCOME).message).toContain(`could not connect ${expected}.`);
  });

  test.each([
    [{ timedOut: true }, new Error("x")],
    [{}, coded("UND_ERR_HEADERS_TIMEOUT")],
    [{}, coded("UND_ERR_BODY_TIMEOUT")],
  ])("that took too long says how long, and which setting is longer: %j %s", (change, thrown) => {
    const error = failureFrom(GET, thrown, { ...OUTCOME, ...change });
    expect(error).toMatchObject({ code: "ERR_STYTCH_TIMEOUT", cause: thrown });
    expect(error.message).toContain("no complete response within 1.5 s. Check the network");
    const { timeout: _, ...unnamed } = STACK_NAMES;
    expect(
      failureFrom(GET, thrown, { ...OUTCOME, ...change, names: unnamed }).message,
    ).not.toContain("raise");
  });

  test.each([
    ["a request that was not sent", POST, false, "not sent, because", false],
    ["a read", GET, true, "this request has changed nothing. Run", false],
    ["a search", { ...POST, isSearch: true }, true, "this request has changed nothing. Run", false],
    ["a write", POST, true, "Stytch may or may not have carried it out. Run", true],
  ])("that was interrupted says what became of %s", (_title, call, sent, said, effect) => {
    const signal = AbortSignal.abort();
    const error = failureFrom({ ...call, signal }, coded("ECONNRESET"), { ...OUTCOME, sent });
    expect(error).toMatchObject({ code: "ERR_STYTCH_INTERRUPTED", mayHaveTakenEffect: effect });
    expect(error.message).toContain(said);
  });
});
