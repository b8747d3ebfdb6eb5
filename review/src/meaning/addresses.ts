import { analyzeUrl, shownUrl } from "pulumi-stytch-connected-apps-policy/analysis";
import type { AddressChange } from "../change.ts";
import type { Finding } from "../report.ts";
import { finding } from "./finding.ts";
import { isSame, unseenAs } from "./value.ts";

const OWN_MACHINE = ["localhost", "127.0.0.1", "[::1]"];

/** Where the calls of a provider go, and the project's secret with them. */
export function judgeAddress(change: AddressChange): Finding[] {
  const { before, after } = change;
  if (isSame(before, after) || isUsual(after)) return [];
  const sentence =
    typeof after === "string"
      ? `calls of the provider, with the project's secret, go to ${shownUrl(after)}`
      : `where calls of the provider go, with the project's secret, is ${unseenAs(after)}`;
  return [finding(change, "address-other", "apiUrl", sentence)];
}

/** Stytch's own address, that of an emulator on the same machine, or none, which is Stytch's. */
function isUsual(address: unknown): boolean {
  if ((address ?? "") === "") return true;
  if (typeof address !== "string") return false;
  const { host, scheme, ambiguities, wildcards } = analyzeUrl(address);
  if (host === undefined || ambiguities.length > 0 || wildcards.length > 0) return false;
  const isStytch = host.name === "stytch.com" || host.name.endsWith(".stytch.com");
  return OWN_MACHINE.includes(host.name) || (scheme === "https" && isStytch);
}
