import { TuttiError } from "@tutti/core/errors";

// Tutti's name first, then the one that Prefect's workers give to the processes they start.
const RUN_ID_VARIABLES = ["TUTTI__FLOW_RUN_ID", "PREFECT__FLOW_RUN_ID"] as const;
const UUID = /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i;

/** The run that this process is started for; null when nobody said so. */
export function assignedRunId(environment: Readonly<Record<string, string | undefined>>): string | null {
  for (const name of RUN_ID_VARIABLES) {
    const id = environment[name]?.trim() ?? "";
    if (id !== "") return id;
  }
  return null;
}

/** Takes the assignment out of this process's environment: programs that the flow starts are not meant. */
export function forgetAssignment(): void {
  for (const name of RUN_ID_VARIABLES) delete process.env[name];
}

/** Throws `invalid_usage` for what is no run's id. */
export function checkedRunId(id: string | null): string {
  if (id === null) {
    throw new TuttiError(
      "invalid_usage",
      `No flow run to execute: give its id, or set ${RUN_ID_VARIABLES.join(" or ")}.`,
    );
  }
  if (!UUID.test(id)) throw new TuttiError("invalid_usage", `"${id}" is not the id of a flow run.`);
  return id;
}
