import { z } from "zod";
import { type Environment, environmentOf, PROJECT_ID } from "./ids.ts";

export type Vertical = "consumer" | "b2b";

/** A Stytch project with its one secret. */
export interface Project {
  vertical: Vertical;
  environment: Environment;
  projectId: string;
  secret: string;
  name: string;
}

export interface Projects {
  consumer: Project;
  b2b: Project;
}

const overrideSchema = z.strictObject({
  projectId: z
    .string()
    .regex(PROJECT_ID, "must look like project-test-{uuid} or project-live-{uuid}")
    .optional(),
  secret: z.string().min(1).optional(),
  name: z.string().optional(),
});

export const projectOverridesSchema = z.strictObject({
  consumer: overrideSchema.optional(),
  b2b: overrideSchema.optional(),
});

/**
 * Replaces parts of the development projects. A project id of the form `project-live-{uuid}` makes
 * the project a live one: its ids then read `…-live-…` and the stricter rules for live apply.
 */
export type ProjectOverrides = z.input<typeof projectOverridesSchema>;

/** Fixed on purpose and worth nothing: they give access to an emulator only. */
export const DEVELOPMENT_CREDENTIALS = {
  consumer: {
    projectId: "project-test-00000000-0000-4000-8000-00000000c001",
    secret: "secret-test-emulator-consumer",
    name: "Emulated consumer project",
  },
  b2b: {
    projectId: "project-test-00000000-0000-4000-8000-00000000b2b1",
    secret: "secret-test-emulator-b2b",
    name: "Emulated B2B project",
  },
} as const;

/** The same for live projects, to which the stricter rules for live apply. Worth as little. */
export const LIVE_CREDENTIALS = {
  consumer: {
    projectId: "project-live-00000000-0000-4000-8000-00000000c001",
    secret: "secret-live-emulator-consumer",
    name: "Emulated live consumer project",
  },
  b2b: {
    projectId: "project-live-00000000-0000-4000-8000-00000000b2b1",
    secret: "secret-live-emulator-b2b",
    name: "Emulated live B2B project",
  },
} as const;

/** @throws TypeError if both projects have one id: credentials could not tell them apart. */
export function createProjects(overrides: ProjectOverrides = {}): Projects {
  const consumer = createProject("consumer", overrides.consumer);
  const b2b = createProject("b2b", overrides.b2b);
  if (consumer.projectId === b2b.projectId) {
    throw new TypeError("projects.b2b.projectId: must differ from projects.consumer.projectId");
  }
  return { consumer, b2b };
}

function createProject(vertical: Vertical, override: ProjectOverrides["consumer"] = {}): Project {
  const standard = DEVELOPMENT_CREDENTIALS[vertical];
  const projectId = override.projectId ?? standard.projectId;
  return {
    vertical,
    environment: environmentOf(projectId),
    projectId,
    secret: override.secret ?? standard.secret,
    name: override.name ?? standard.name,
  };
}

/** The token that a browser names the project by; it has the uuid of the project id. */
export function publicTokenOf({ projectId }: Project): string {
  return projectId.replace(/^project-/, "public-token-");
}
