import { isJsonObject } from "@tutti/core/json-object";

/** Whether the daemon answered with this status. */
export function isStatus(error: unknown, ...statuses: readonly number[]): boolean {
  return error instanceof Error && statuses.includes(Number(Reflect.get(error, "statusCode")));
}

/** What the daemon says, without the client's words around it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const answer: unknown = Reflect.get(error, "json");
  const said = isJsonObject(answer) ? answer["message"] : null;
  return (typeof said === "string" && said !== "" ? said : error.message).trim();
}
