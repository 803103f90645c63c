import type { z } from "zod";
import type { JsonObject } from "@tutti/core/json-object";
import type { scheduleCreate } from "@tutti/core/wire/schedule";
import type { EntryPoint } from "../entry-point.ts";

/** A schedule as the API takes it. */
export type DeclaredSchedule = z.input<typeof scheduleCreate>;

export interface ConcurrencyDeclaration {
  readonly limit: number;
  readonly collisionStrategy: "ENQUEUE" | "CANCEL_NEW" | null;
  readonly gracePeriodSeconds: number | null;
}

/** A deployment as somebody wants it: by options, by a file, or by code. No template is left in it but those of steps. */
export interface DeclaredDeployment {
  readonly entryPoint: EntryPoint;
  readonly name: string;
  /** Null takes the flow's own. */
  readonly description: string | null;
  readonly version: string | null;
  readonly tags: readonly string[];
  readonly parameters: JsonObject;
  readonly enforceParameterSchema: boolean;
  /** Null leaves it as it is. */
  readonly paused: boolean | null;
  readonly concurrency: ConcurrencyDeclaration | null;
  readonly workPoolName: string;
  readonly workQueueName: string | null;
  readonly jobVariables: JsonObject;
  /** Null leaves them as they are. */
  readonly schedules: readonly DeclaredSchedule[] | null;
  readonly triggers: readonly JsonObject[];
  /** Null where the code stands in this folder and is used in place. */
  readonly pullSteps: readonly JsonObject[] | null;
}
