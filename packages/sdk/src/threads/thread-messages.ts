import type { LogRecord } from "@tutti/client/logs";
import type { AssetMetadata } from "../assets/asset-metadata.ts";
import type { StepFields, StepStanding } from "../engine/step-run.ts";
import type { StateMessage } from "./state-message.ts";

/** One call of a task on a thread. Everything is copied as `structuredClone` copies. */
export interface ThreadCall {
  /** Where the task is exported, and its name there. */
  readonly file: string;
  readonly name: string;
  readonly args: readonly unknown[];
  /** The task run, as the code on the thread sees it. */
  readonly fields: StepFields;
  readonly standing: StepStanding | null;
  readonly logsPrints: boolean;
}

export type ToTaskThread =
  | { readonly kind: "call"; readonly call: ThreadCall }
  | { readonly kind: "abort"; readonly reason: Error };

export type FromTaskThread =
  | { readonly kind: "begun" }
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "error"; readonly error: Error }
  | StateMessage
  /** What was told of the assets that the task makes, before how it ended. */
  | { readonly kind: "assets"; readonly metadata: AssetMetadata }
  | { readonly kind: "log"; readonly record: LogRecord };
