/** Whether Node refused a file because its package.json has it taken for CommonJS, by what Node says of it. */
export function isTakenForCommonjs(error: string): boolean {
  return error.includes("SyntaxError: Cannot use import statement outside a module");
}
