import path from "node:path";

/** The path of a file under test/fixtures. */
export function fixture(name: string): string {
  return path.join(import.meta.dirname, "fixtures", name);
}
