/** A database's address in the parts that Prefect's settings may have it in. */
export interface DatabaseParts {
  readonly driver: string | null;
  readonly host: string | null;
  readonly port: number | null;
  readonly user: string | null;
  readonly name: string | null;
  readonly password: string | null;
}

/** The address that the parts make; null when they make none. */
export function databaseUrlOf({ driver, host, port, user, name, password }: DatabaseParts): string | null {
  if (driver === null || name === null) return null;
  if (driver.startsWith("sqlite")) return `sqlite:///${name}`;
  if (host === null) return null;
  const secret = password === null ? "" : `:${encodeURIComponent(password)}`;
  const owner = user === null ? "" : `${encodeURIComponent(user)}${secret}@`;
  return `postgres://${owner}${host}${port === null ? "" : `:${port}`}/${encodeURIComponent(name)}`;
}
