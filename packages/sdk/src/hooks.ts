import { errorText, asError } from "./results/failure.ts";
import type { Logger } from "./logger.ts";
import type { State } from "./state.ts";

/** Called when a run has come into a state. What it throws is logged and changes nothing. */
export type StateHook<Definition, Run> = (definition: Definition, run: Run, state: State) => void | Promise<void>;

export type HookList<H> = H | readonly H[];

/** The hooks a state calls, by its type. */
export interface StateHooks<H> {
  readonly onRunning?: HookList<H>;
  readonly onCompletion?: HookList<H>;
  readonly onFailure?: HookList<H>;
  readonly onCrashed?: HookList<H>;
  readonly onCancellation?: HookList<H>;
}

const HOOKS_BY_TYPE = {
  RUNNING: "onRunning",
  COMPLETED: "onCompletion",
  FAILED: "onFailure",
  CRASHED: "onCrashed",
  CANCELLED: "onCancellation",
  CANCELLING: "onCancellation",
  SCHEDULED: null,
  PENDING: null,
  PAUSED: null,
} as const satisfies Record<State["type"], keyof StateHooks<never> | null>;

export function hooksFor<H>(hooks: StateHooks<H>, type: State["type"]): readonly H[] {
  const name = HOOKS_BY_TYPE[type];
  const list = name === null ? undefined : hooks[name];
  if (list === undefined) return [];
  return isList(list) ? list : [list];
}

/** Calls the hooks one after another. */
export async function callHooks<Definition, Run>(
  hooks: readonly StateHook<Definition, Run>[],
  definition: Definition,
  run: Run,
  state: State,
  logger: Logger,
): Promise<void> {
  for (const hook of hooks) {
    try {
      await hook(definition, run, state);
    } catch (error) {
      logger.error(`The hook ${hook.name || "(unnamed)"} failed: ${errorText(asError(error))}`);
    }
  }
}

function isList<H>(list: HookList<H>): list is readonly H[] {
  return Array.isArray(list);
}
