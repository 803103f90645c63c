import type { IncomingHttpHeaders } from "node:http";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { uuid } from "@tutti/core/wire/primitives";

/** The automation on whose behalf a request says it comes; null when it says so of none. */
export function automationCreator(headers: IncomingHttpHeaders): FlowRun["created_by"] {
  const id = uuid.safeParse(headers["prefect-automation-id"]);
  const name = decoded(headers["prefect-automation-name"]);
  if (!id.success || name === "") return null;
  return { id: id.data, type: "AUTOMATION", display_value: name };
}

/** A name comes as base64, since headers hold no letters beyond ASCII; what is none says nothing. */
function decoded(name: string | string[] | undefined): string {
  if (typeof name !== "string" || !/^[A-Za-z0-9+/]+={0,2}$/.test(name)) return "";
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(name, "base64"));
  } catch {
    return "";
  }
}
