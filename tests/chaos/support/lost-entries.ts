import Database from "better-sqlite3";

/** The acknowledged entries that a database does not hold, and what SQLite finds wrong with the file. */
export function inspectDatabase(file: string, entries: readonly string[]): { lost: string[]; integrity: string } {
  const database = new Database(file);
  try {
    const integrity = String(database.pragma("integrity_check", { simple: true }));
    const stored = storedEntries(database);
    return { lost: entries.filter((entry) => !isStored(stored, entry)), integrity };
  } finally {
    database.close();
  }
}

interface Stored {
  entries: Set<string>;
  variables: Map<string, number>;
}

function storedEntries(database: Database.Database): Stored {
  const column = (sql: string) => database.prepare<[], string>(sql).pluck().all();
  const entries = new Set([
    ...column("select 'step ' || id from task_run_state"),
    ...column("select 'flow-run-state ' || id from flow_run_state"),
    ...column("select 'log ' || message from log"),
  ]);
  const rows = database.prepare<[], { name: string; value: string }>("select name, value from variable").all();
  return { entries, variables: new Map(rows.map(({ name, value }) => [name, Number(value)])) };
}

/** A variable counts up: a later value than the acknowledged one stands for it. */
function isStored(stored: Stored, entry: string): boolean {
  const [kind, name = "", value = ""] = entry.split(" ");
  if (kind !== "variable") return stored.entries.has(entry);
  return (stored.variables.get(name) ?? -1) >= Number(value);
}
