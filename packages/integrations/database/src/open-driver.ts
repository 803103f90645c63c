import type { ConnectionTarget, Dialect } from "./connection-target.ts";
import type { DatabaseDriver } from "./database-driver.ts";

type Open = (target: ConnectionTarget, args: Record<string, unknown>) => Promise<DatabaseDriver>;

/** Each database's driver is loaded when one of its kind is first opened. */
const DRIVERS: Readonly<Record<Dialect, () => Promise<Open>>> = {
  postgres: async () => (await import("./postgres-driver.ts")).openPostgres,
  mysql: async () => (await import("./mysql-driver.ts")).openMysql,
  sqlite: async () => (await import("./sqlite-driver.ts")).openSqlite,
};

export async function openDriver(target: ConnectionTarget, args: Record<string, unknown>): Promise<DatabaseDriver> {
  const open = await DRIVERS[target.dialect]();
  return open(target, args);
}
