import { prepared } from "../../store/prepared.ts";
import type { Tx } from "../command.ts";

const firstEnabled = prepared<object, { id: string }>((db) =>
  db.selectFrom("automation").select("id").where("enabled", "=", 1).limit(1),
);

/** Whether any automation is enabled. Asked every second, so it stands apart from what is done when one is. */
export async function isAnyEnabled(tx: Tx): Promise<boolean> {
  return (await firstEnabled(tx, {})).length > 0;
}
