let isGuarded = false;

/** Writes a line on stderr. That nobody reads it any more (`node flow.ts 2>&1 | head`) ends no run. */
export function printLine(line: string): void {
  if (!isGuarded) process.stderr.on("error", () => undefined);
  isGuarded = true;
  process.stderr.write(`${line}\n`);
}
