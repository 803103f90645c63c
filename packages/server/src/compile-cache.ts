import { enableCompileCache } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Where servers keep what V8 compiles, also those that `@tutti/client` starts. It is their own: V8 refuses what it compiled
 * under other flags (`tameYoungHeap`), and servers and the processes of runs would write over each other's.
 */
export const SERVER_COMPILE_CACHE = join(tmpdir(), "node-compile-cache", "tutti-server");

/** Keeps it there, unless the process was told another place. */
export function enableServerCompileCache(): void {
  enableCompileCache(SERVER_COMPILE_CACHE);
}
