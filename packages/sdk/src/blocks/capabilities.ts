import { BLOCK, type AnyBlockClass } from "./block-mark.ts";

// What a block can do is told by its methods, in the words of the wire: so a list of places for results shows the blocks
// that keep files, and an automation's list of receivers those that notify.

const BY_METHOD = new Map([
  ["readPath", "read-path"],
  ["writePath", "write-path"],
  ["getDirectory", "get-directory"],
  ["putDirectory", "put-directory"],
  ["notify", "notify"],
]);

export function capabilitiesOf(blockClass: AnyBlockClass): string[] {
  const told = [...BY_METHOD].flatMap(([method, capability]) => (method in blockClass.prototype ? [capability] : []));
  return [...new Set([...told, ...(blockClass[BLOCK].capabilities ?? [])])].sort();
}
