import type { ApiClient } from "@tutti/client/http";
import type { ActiveProfile } from "@tutti/client/active-profile";
import type { Output } from "./output.ts";
import type { Profiles } from "@tutti/client/profiles-file";
import type { Environment } from "@tutti/core/settings/read-settings";

/** What a command works with. What costs time is loaded when it is first asked for. */
export interface CommandContext {
  readonly output: Output;
  /** As it was at the start, without the profile's settings. */
  readonly environment: Environment;
  readonly home: string;
  /** Whether a person can be asked: both ends are terminals and nobody said --no-prompt. */
  readonly isInteractive: boolean;
  /** Every profile of this home. Throws `invalid_setting`. */
  readonly profiles: () => Promise<Profiles>;
  /** The profile of this call. Throws `unknown_profile`. */
  readonly profile: () => Promise<ActiveProfile>;
  /** The environment with the profile's settings beneath it: what other parts of Tutti are given. */
  readonly settings: () => Promise<Environment>;
  /** A client of the configured server, else of the local one. Throws `missing_server` and what makes it unusable. */
  readonly connect: () => Promise<ApiClient>;
  /** The same, and numbers in users' JSON stand as they were sent: for who prints a value and does not compute with it. */
  readonly connectKeepingDigits: () => Promise<ApiClient>;
}

export interface SessionFlags {
  readonly profile: string | null;
  /** False after --no-prompt. */
  readonly prompt: boolean | null;
}
