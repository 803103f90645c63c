import { Program } from "./program.ts";

const TUTTI = new URL("../../../tutti/bin/tutti.mjs", import.meta.url);

/** The command line, in a process of its own. */
export function tutti(args: readonly string[], env: Record<string, string>): Program {
  return new Program(TUTTI, args, env);
}

/** `tutti flow-run execute` as a worker starts it: told the run by the environment. */
export function executed(flowRunId: string, env: Record<string, string>): Program {
  return tutti(["flow-run", "execute"], { ...env, TUTTI__FLOW_RUN_ID: flowRunId });
}
