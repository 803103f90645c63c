import { existsSync } from "node:fs";
import type { Deps } from "../../deps.ts";
import { inspectDatabase, migrate } from "../migrate.ts";
import { openReader, openWriter } from "./connection.ts";
import { kyselyOver } from "./sqlite-dialect.ts";

/**
 * Makes the file when there is none, and brings its schema up to date. Throws a `TuttiError` when it is not ours,
 * having looked through a read-only connection: even the journal mode stays as it was.
 */
export async function prepareFile(path: string, deps: Deps): Promise<void> {
  if (existsSync(path)) {
    const reader = openReader(path);
    try {
      await inspectDatabase(kyselyOver(reader));
    } finally {
      reader.close();
    }
  }
  const writer = openWriter(path);
  try {
    await migrate(kyselyOver(writer), deps);
  } finally {
    writer.close();
  }
}
