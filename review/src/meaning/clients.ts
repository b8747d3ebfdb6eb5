import { isPublic, isThirdParty } from "pulumi-stytch-connected-apps/lifecycle";
import type { Change } from "../change.ts";
import type { Finding } from "../report.ts";
import { finding, type Judge } from "./finding.ts";
import { isSame, isUnseen, told, unseenAs } from "./value.ts";

/** What comes and goes as a whole: clients that are made, end, or change hands. */
export const judgeClients: Judge = (change) => {
  const { kind, client, after } = change;
  if (client.resource !== "ConnectedApp") return [];
  const id = client.id === undefined ? "the client id" : `the client id ${told(client.id)}`;
  const whole = undefined;
  switch (kind) {
    case "create":
      return [finding(change, "client-created", whole, `a new client ${typeTold(after)}`)];
    case "adopt":
      return [
        finding(change, "client-adopted", whole, `${adopted(change)} is adopted and overwritten`),
      ];
    case "import":
      return [finding(change, "client-imported", whole, `${id} comes under this program`)];
    case "replace":
      return [
        finding(
          change,
          "client-replaced",
          whole,
          `${id} dies, and every login with it; another takes its place`,
        ),
        ...judgeType(change),
      ];
    case "delete":
      return [finding(change, "client-deleted", whole, `${id} dies, and every login with it`)];
    case "forget":
      return [
        finding(
          change,
          "client-forgotten",
          whole,
          `${id} goes on to work, and no program looks after it`,
        ),
      ];
    case "update":
    case "same":
      // Only Stytch, or another provider, changes the type of a client that stays.
      return judgeType(change);
  }
};

/** Another type of client, for which the provider replaces it. */
function judgeType(change: Change): Finding[] {
  const { before, after } = change;
  const [former, present] = [before?.fields.clientType, after?.fields.clientType];
  if (before === undefined || isSame(former, present)) return [];
  if (isUnseen(present)) {
    const sentence = `clientType is ${unseenAs(present)}: another one replaces the client`;
    return [finding(change, "client-type-unknown", "clientType", sentence)];
  }
  const effects = [
    ...(isThirdParty(former) && !isThirdParty(present)
      ? ["it becomes one of the project's owner"]
      : []),
    ...(isPublic(present) && !isPublic(former) ? ["it needs no secret any more"] : []),
    ...(isPublic(former) && !isPublic(present) ? ["it needs a secret"] : []),
    ...(!isThirdParty(former) && isThirdParty(present) ? ["it becomes one of someone else"] : []),
  ];
  const effect = effects.length > 0 ? `: ${effects.join(", ")}` : "";
  const sentence = `clientType is ${told(present)} instead of ${told(former)}${effect}`;
  return [finding(change, "client-type", "clientType", sentence)];
}

function typeTold(after: Change["after"]): string {
  const type = after?.fields.clientType;
  return isUnseen(type) ? `whose type is ${unseenAs(type)}` : `of type ${told(type)}`;
}

function adopted({ after }: Change): string {
  const id = after?.local.adoptClientId;
  if (id === undefined) return `the client with the name ${told(after?.fields.clientName)}`;
  return isUnseen(id) ? `a client whose id is ${unseenAs(id)}` : `the client ${told(id)}`;
}

/** What keeps a client from being deleted by mistake. */
export const judgeSafeguards: Judge = (change) => {
  const { before, after } = change;
  if (before === undefined || after === undefined) return [];
  const findings: Finding[] = [];
  if (before.isProtected && !after.isProtected) {
    findings.push(
      finding(
        change,
        "protection-removed",
        undefined,
        "the engine does not refuse any more to delete it",
      ),
    );
  }
  if (!before.isProtected && after.isProtected) {
    findings.push(finding(change, "safeguard-added", undefined, "the engine refuses to delete it"));
  }
  const property = "allowDestructive";
  const [former, present] = [before.local[property], after.local[property]];
  if (!isSame(former, present)) {
    findings.push(
      present === undefined
        ? finding(change, "safeguard-added", property, "it may no longer be deleted or replaced")
        : finding(
            change,
            "destruction-allowed",
            property,
            "a later deployment may delete or replace it",
          ),
    );
  }
  return findings;
};
