import type * as pulumi from "@pulumi/pulumi";

/** A value of a template object: JSON, in which any part may be an output. */
export type TemplateValue =
  | pulumi.Input<string | number | boolean | null>
  | pulumi.Input<TemplateValue[]>
  | { [claim: string]: TemplateValue };

/**
 * Claims of a token: template text, or an object, which becomes text with sorted keys. In an
 * object, a placeholder is a whole string: `{ email: "{{ user.email }}" }`.
 */
export type TemplateContent = pulumi.Input<string> | { [claim: string]: TemplateValue };
