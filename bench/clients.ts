/** A client as every contender declares it: its own name, and its fields by their names on the wire. */
export interface DeclaredClient {
  readonly name: string;
  readonly fields: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** Clients as a project really has them: four of five confidential, every third with claims. */
export function declareClients(count: number): DeclaredClient[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `client-${String(index).padStart(4, "0")}`;
    const isPublic = index % 5 === 4;
    return {
      name,
      fields: {
        client_type: isPublic ? "first_party_public" : "first_party",
        client_name: name,
        client_description: `Application number ${index} of the benchmark`,
        redirect_urls: [
          `https://${name}.example.com/oauth/callback`,
          `https://${name}.example.com/oauth/silent`,
        ],
        post_logout_redirect_urls: [`https://${name}.example.com/bye`],
        // As the policies have it, which the fleet checks before it sends anything.
        access_token_expiry_minutes: isPublic ? 15 : 30,
        full_access_allowed: index % 2 === 0,
        ...(index % 3 === 0
          ? { access_token_template_content: '{"email":{{ user.email }},"plan":"gold"}' }
          : {}),
      },
    };
  });
}

/** The same client with the names that our resource takes. */
export function withPropertyNames({ name, fields }: DeclaredClient): DeclaredClient {
  const entries = Object.entries(fields).map(([field, value]) => [propertyName(field), value]);
  return { name, fields: Object.fromEntries(entries) };
}

function propertyName(field: string): string {
  return field.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
