import type { State } from "@tutti/core/wire/state";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { clockTimeMs } from "../time-text.ts";
import { stateText } from "./state-text.ts";

/** Every state a run was in, oldest first, each with what it says. */
export function printStateHistory(states: readonly State[], output: Output): void {
  output.line(`\n${output.style("bold", "States")}`);
  output.table(
    states,
    [
      { header: "AT", cell: ({ timestamp }) => clockTimeMs(timestamp) },
      { header: "STATE", cell: (state) => stateText(state, output) },
      { header: "MESSAGE", cell: ({ message }) => oneLine(message ?? ""), shrinks: true },
    ],
    "None.",
  );
}
