import { TuttiError } from "@tutti/core/errors";
import type { SecretString } from "@tutti/sdk/blocks/secret-value";

/** The parts of a connection, as blocks have them. */
export interface ConnectionComponents {
  readonly driver: string;
  readonly database?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: SecretString | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly query?: Readonly<Record<string, string>> | undefined;
}

export type Dialect = "postgres" | "mysql" | "sqlite";

/** Which database, whoever's words said it. */
export interface ConnectionTarget {
  readonly dialect: Dialect;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string | undefined;
  readonly query: Readonly<Record<string, string>>;
}

const DIALECTS: Readonly<Record<string, Dialect>> = {
  postgresql: "postgres",
  postgres: "postgres",
  mysql: "mysql",
  mariadb: "mysql",
  sqlite: "sqlite",
};

/** What the parts, or the URL in SQLAlchemy's form, name. Throws `invalid_block`, without quoting what may hold a password. */
export function connectionTarget(info: ConnectionComponents | string): ConnectionTarget {
  if (typeof info === "string") return targetOfUrl(info);
  const { driver, database, username, password, host, port, query = {} } = info;
  return { dialect: dialectOf(driver), host, port, user: username, password: password?.get(), database, query };
}

function dialectOf(driver: string): Dialect {
  const name = driver.split("+", 1)[0] ?? "";
  const dialect = Object.hasOwn(DIALECTS, name) ? DIALECTS[name] : undefined;
  if (dialect !== undefined) return dialect;
  throw new TuttiError(
    "invalid_block",
    `the driver ${driver} is none that is known here: use postgresql, mysql, mariadb or sqlite`,
  );
}

/** `dialect+driver://user:password@host:port/database?option=value` */
function targetOfUrl(text: string): ConnectionTarget {
  const scheme = /^([\w+]+):\/\//.exec(text)?.[1];
  if (scheme === undefined) throw noUrl();
  const dialect = dialectOf(scheme);
  if (dialect === "sqlite") return sqliteTarget(text.slice(scheme.length + "://".length));
  try {
    const { hostname, port, username, password, pathname, searchParams } = new URL(text);
    return {
      dialect,
      host: part(hostname.replace(/^\[(.*)\]$/, "$1")),
      port: port === "" ? undefined : Number(port),
      user: part(username),
      password: part(password),
      database: part(pathname.slice(1)),
      query: Object.fromEntries(searchParams),
    };
  } catch {
    throw noUrl();
  }
}

/** After three slashes stands a path from here, after four an absolute one; with neither it is kept in memory. */
function sqliteTarget(rest: string): ConnectionTarget {
  const [path = "", query = ""] = rest.split("?", 2);
  if (path !== "" && !path.startsWith("/")) {
    throw new TuttiError("invalid_block", "sqlite:// takes three slashes before a file: sqlite:///file.db");
  }
  return {
    dialect: "sqlite",
    host: undefined,
    port: undefined,
    user: undefined,
    password: undefined,
    database: part(path.slice(1)),
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

function part(encoded: string): string | undefined {
  return encoded === "" ? undefined : decodeURIComponent(encoded);
}

function noUrl(): TuttiError {
  return new TuttiError(
    "invalid_block",
    "connection_info is no URL of a database, as dialect://user:password@host:port/database; " +
      "characters of a password that mean something in URLs are written as %40 and the like",
  );
}
