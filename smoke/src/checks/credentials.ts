import type { Check } from "../check.ts";
import { CheckFailure } from "../errors.ts";
import { findVertical, whoami } from "../stytch/project.ts";

/** @see https://stytch.com/docs/api/debug-whoami */
export const credentials: Check = {
  id: "credentials",
  title: "The project id and secret open the project",
  needs: [],
  applies: () => true,
  async run({ target, call, findings }) {
    const project = await whoami(call);
    if (project.projectId !== target.projectId) {
      throw new CheckFailure(
        `The credentials belong to ${project.projectId}, not to ${target.projectId}.`,
        "Pass the project id and a secret of the same project.",
      );
    }
    const vertical = target.vertical === "auto" ? await findVertical(call) : target.vertical;
    findings.note("vertical", vertical);
    return { project: project.name, vertical };
  },
};
