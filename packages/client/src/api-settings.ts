import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import type { Environment } from "@tutti/core/settings/read-settings";

/** What the environment says about the server: `TUTTI_*` first, then the `PREFECT_*` of the same meaning. */
export interface ApiSettings {
  /** Null when none is configured: the local server is meant. */
  readonly url: string | null;
  readonly authString: string | null;
  /** Where people are sent to see its pages; null when that is where the server has them. */
  readonly uiUrl: string | null;
}

/** Throws `invalid_setting` when an address is no http URL. */
export function readApiSettings(env: Environment): ApiSettings {
  return {
    url: readUrl(env, "API_URL", "http://127.0.0.1:4200/api"),
    authString: textOf(env.TUTTI_API_AUTH_STRING) ?? textOf(env.PREFECT_API_AUTH_STRING),
    uiUrl: readUrl(env, "UI_URL", "https://tutti.example.com/dashboard"),
  };
}

/** Where the local server, its database and stored results live: `TUTTI_HOME`, else `~/.tutti`. */
export function tuttiHome(env: Environment): string {
  return resolve(textOf(env.TUTTI_HOME) ?? join(homedir(), ".tutti"));
}

/** Where the profiles of this home are: named sets of settings, one of them active. */
export function profilesPath(home: string): string {
  return join(home, "profiles.toml");
}

function readUrl(env: Environment, setting: string, example: string): string | null {
  const name = [`TUTTI_${setting}`, `PREFECT_${setting}`].find((known) => textOf(env[known]) !== null);
  const text = textOf(name === undefined ? undefined : env[name]);
  if (text === null) return null;
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw new TuttiError("invalid_setting", `${name} is "${text}", not like ${example}`);
  }
  return text.replace(/\/+$/, "");
}

function textOf(value: string | undefined): string | null {
  return value === undefined || value.trim() === "" ? null : value.trim();
}
