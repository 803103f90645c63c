import type { JsonObject } from "@tutti/core/json-object";

/** What a deployment says of its flow. */
export interface FlowDescription {
  readonly name: string;
  readonly version: string | null;
  readonly description: string | null;
  readonly parameterSchema: JsonObject;
  /** Sentences about what could not be said as exactly as the flow means it. */
  readonly warnings: readonly string[];
}
