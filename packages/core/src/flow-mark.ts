/**
 * The key under which a flow carries what it is, so that a program that loads a user's file finds the flows in it,
 * whichever copy of the SDK made them.
 */
export const FLOW_MARK = Symbol.for("tutti.flow-description");

/** What a flow says about itself. */
export interface FlowMark {
  readonly name: string;
  readonly version: string;
  /** Null, and absent from flows of earlier versions, when its options have none. */
  readonly description?: string | null;
  /** The schema its parameters are checked by, when it has one: a Standard Schema. */
  readonly parameters: unknown;
}

/** What a value says it is, when it is a flow. */
export function flowMarkOf(value: unknown): FlowMark | null {
  if (typeof value !== "function" || !(FLOW_MARK in value)) return null;
  const mark = value[FLOW_MARK];
  return isFlowMark(mark) ? mark : null;
}

function isFlowMark(mark: unknown): mark is FlowMark {
  if (typeof mark !== "object" || mark === null) return false;
  const { name, version }: { name?: unknown; version?: unknown } = mark;
  return typeof name === "string" && typeof version === "string";
}
