import type { Command } from "./command.ts";

/** Makes a command of which the code is loaded when it is first given: most servers never need most of them. */
export function loadedLate<P, R>(load: () => Promise<Command<P, R>>): Command<P, R> {
  let loading: Promise<Command<P, R>> | undefined;
  return async (tx, deps, params) => {
    loading ??= load();
    const command = await loading;
    return command(tx, deps, params);
  };
}
