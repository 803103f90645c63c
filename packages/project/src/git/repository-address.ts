import { TuttiError } from "@tutti/core/errors";

/** Where a repository is, and what is shown there to be let in. */
export interface RepositoryAddress {
  /** Without user and password. */
  readonly url: string;
  readonly transport: "http" | "ssh" | "git" | "file";
  /** `user:password` for `http.<origin>.extraHeader`; null where git's own means are used. */
  readonly login: { readonly origin: string; readonly userAndPassword: string } | null;
  /** The last part of its path, without `.git`. */
  readonly name: string;
}

/** A credentials block of GitHub, GitLab or BitBucket, or what a file gives in its place. */
export type GitCredentials = Readonly<Record<string, unknown>>;

const SCP_LIKE = /^[\w.][\w.+-]*@?[\w.+-]*:(?!:)[^\s]+$/;

/**
 * Reads a repository's address. Throws `invalid_step` for what git would take for an option or for a program to run, and
 * for credentials that nobody could use.
 */
export function repositoryAddress(repository: string, credentials: GitCredentials | null): RepositoryAddress {
  if (repository.startsWith("-")) throw refused(repository, "it begins with a dash");
  if (/^\w[\w+.-]*::/.test(repository)) throw refused(repository, "it names a program to run");
  const parsed = /^[a-z][a-z0-9+.-]*:\/\//i.test(repository) ? URL.parse(repository) : null;
  if (parsed !== null) return urlAddress(parsed, credentials);
  if (repository.includes("://")) throw refused(repository, "it is no address");
  const transport = SCP_LIKE.test(repository) && !/^[a-z]:[\\/]/i.test(repository) ? "ssh" : "file";
  return { url: repository, transport, login: null, name: nameOf(repository) };
}

function urlAddress(url: URL, credentials: GitCredentials | null): RepositoryAddress {
  const transport = transportOf(url);
  const name = nameOf(decodeURIComponent(url.pathname));
  // A user of ssh is part of where it is.
  if (transport !== "http") return { url: url.href, transport, login: null, name };
  const shown = credentials === null ? loginWithin(url) : loginOf(url.host, credentials);
  [url.username, url.password] = ["", ""];
  if (shown !== null && url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw refused(url.href, "credentials are sent by https only");
  }
  const login = shown === null ? null : { origin: `${url.origin}/`, userAndPassword: shown };
  return { url: url.href, transport, login, name };
}

function transportOf({ protocol, href }: URL): RepositoryAddress["transport"] {
  if (protocol === "https:" || protocol === "http:") return "http";
  if (protocol === "ssh:" || protocol === "git+ssh:") return "ssh";
  if (protocol === "git:") return "git";
  if (protocol === "file:") return "file";
  throw refused(href, `git is not asked to use ${protocol.slice(0, -1)}`);
}

function loginWithin({ username, password }: URL): string | null {
  return username === "" ? null : `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
}

/** The user that a provider expects beside a token, where the token does not say it itself as `user:token`. */
function loginOf(host: string, credentials: GitCredentials): string {
  const [username, token] = [textOf(credentials, "username"), tokenOf(credentials)];
  if (token === null) throw new TuttiError("invalid_step", "the credentials hold no token, access_token or password");
  if (username !== null) return `${username}:${token}`;
  if (token.includes(":")) return token;
  if (host === "github.com" || host.endsWith(".github.com")) return `x-access-token:${token}`;
  return host === "bitbucket.org" ? `x-token-auth:${token}` : `oauth2:${token}`;
}

function tokenOf(credentials: GitCredentials): string | null {
  return textOf(credentials, "access_token") ?? textOf(credentials, "token") ?? textOf(credentials, "password");
}

function textOf(credentials: GitCredentials, key: string): string | null {
  const value = credentials[key];
  return typeof value === "string" && value !== "" ? value : null;
}

function nameOf(path: string): string {
  const [name = ""] = path
    .replace(/[\\/]+$/, "")
    .split(/[\\/:]/)
    .slice(-1);
  return name.replace(/\.git$/, "") || "repository";
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function refused(repository: string, why: string): TuttiError {
  return new TuttiError("invalid_step", `the repository ${JSON.stringify(withoutLogin(repository))}: ${why}`);
}

/** The text without what stands before an `@` in an address. */
export function withoutLogin(text: string): string {
  return text.replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^/@\s'"]+@/gi, "$1");
}
