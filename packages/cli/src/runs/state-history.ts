import type { State } from "@tutti/core/wire/state";
import type { Output } from "../output.ts";
import { manyLines, oneLine } from "../plain-text.ts";
import { clockTimeMs } from "../time-text.ts";
import { stateText } from "./state-text.ts";

/** What a run's state says, line breaks kept; null when it says nothing. */
export function messageText(state: State | null): string | null {
  return state === null || state.message === null ? null : manyLines(state.message);
}

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
