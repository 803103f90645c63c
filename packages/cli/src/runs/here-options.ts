import { flag, oneOf, type OptionSpec, text } from "../option.ts";
import type { ChangedCode } from "./run-here.ts";

/** Where the flow of a run is, that is executed in this process. */
export const entrypointOption = text("-e, --entrypoint <file:flow>", "run it here, with the flow of this file");

export const acceptOption = flag(
  "--accept",
  "go on although its code has changed: a step that is not on record runs as a new one",
);

const changedCode = text("--changed-code <what>", "when a step is not on record: accept it as a new one, or rerun all");
changedCode.option.argParser(oneOf(["accept", "rerun"]));

/** What becomes of a run whose code has changed; it is refused unless given. The parser lets nothing else through. */
export const changedCodeOption = changedCode as OptionSpec<ChangedCode | null>;

/** What those two say together. */
export function changedCodeOf(options: {
  readonly accept: boolean;
  readonly changedCode: ChangedCode | null;
}): ChangedCode {
  return options.changedCode ?? (options.accept ? "accept" : "refuse");
}
