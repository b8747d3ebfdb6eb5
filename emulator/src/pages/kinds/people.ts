import { html } from "hono/html";
import type { Member } from "../../state/member.ts";
import type { User } from "../../state/user.ts";
import type { Kind } from "../kind.ts";
import { related } from "../listing.ts";
import { hrefOf, type Scene } from "../scene.ts";
import { type Cell, facts, json } from "../table.ts";
import { consents } from "./consents.ts";
import { sessions } from "./sessions.ts";
import { allTokens, tokens } from "./tokens.ts";

/** A user of a consumer project or a member of a B2B one. */
type Person = User | Member;

export const people: Kind<Person> = {
  path: "people",
  title: "People",
  columns: ["Person", "Email addresses", "Name", "Status", "Organization"],
  all: ({ project, state }) =>
    project.vertical === "b2b" ? state.members.all() : state.users.all(),
  find: ({ project, state }, id) =>
    project.vertical === "b2b" ? state.members.get(id) : state.users.get(id),
  idOf: ({ id }) => id,
  row: (person, scene) => [
    person.id,
    emailsOf(person).join(" "),
    nameOf(person),
    person.status,
    organizationCell(person, scene),
  ],
  texts: (person, scene) => [
    person.id,
    nameOf(person),
    person.externalId ?? "",
    ...emailsOf(person),
    organizationText(person, scene),
  ],
  filters: [
    { name: "status", label: "Status", of: ({ status }) => status },
    { name: "organization", label: "Organization", of: organizationText },
  ],
  detail(person, scene) {
    const { state } = scene;
    const { password: _, ...rest } = person;
    const isTheirs = ({ subjectId }: { subjectId: string }) => subjectId === person.id;
    return html`
      <div data-live id="detail">
        ${facts([
          ["Person", person.id],
          ["Organization", organizationCell(person, scene)],
          ["Password", person.password === null ? "none" : `kept as ${person.password.hashType}`],
          ["Everything else", json(rest)],
        ])}
        ${related(sessions, state.sessions.filter(isTheirs), scene)}
        ${related(consents, state.consents.filter(isTheirs), scene)}
        ${related(tokens, allTokens(scene, { subjectId: person.id }), scene)}
      </div>
    `;
  },
};

function emailsOf(person: Person): string[] {
  return "emails" in person ? person.emails.map(({ email }) => email) : [person.emailAddress];
}

function nameOf({ name }: Person): string {
  if (typeof name === "string") return name;
  return [name.firstName, name.middleName, name.lastName].filter((part) => part !== "").join(" ");
}

function organizationText(person: Person, { state }: Scene): string {
  if (!("organizationId" in person)) return "none";
  return state.organizations.get(person.organizationId)?.settings.organizationName ?? "none";
}

function organizationCell(person: Person, scene: Scene): Cell {
  const text = organizationText(person, scene);
  return "organizationId" in person
    ? { text, href: hrefOf("organizations", person.organizationId) }
    : text;
}
