import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The environment of a thread or a process that is to start with Node's compile cache, where Node has it by default: the
 * code of a thread inherits none, and a first file that turns it on comes too late for itself. From sources such a file
 * would load the compiler that strips types, 50 ms and 20 MB for each thread.
 */
export function withCompileCache(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { NODE_COMPILE_CACHE: sharedFolder(), ...environment };
}

/** The flags for the same of a thread that shares the environment of its process, and so can have none of its own. */
export const COMPILE_CACHE_FLAGS: readonly string[] = [
  "--import",
  "data:text/javascript,import{enableCompileCache}from'node:module';enableCompileCache()",
];

/** The same for a server's process, whose flags are others: V8 refuses what it compiled under other flags. */
export function withServerCompileCache(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NODE_COMPILE_CACHE = sharedFolder() } = environment;
  return { ...environment, NODE_COMPILE_CACHE: join(NODE_COMPILE_CACHE, "tutti-server") };
}

const sharedFolder = (): string => join(tmpdir(), "node-compile-cache");
