import { tuttiHome } from "@tutti/client/api-settings";
import { activeProfile, profileEnvironment } from "@tutti/client/active-profile";
import type { CommandContext, SessionFlags } from "./context.ts";
import type { Output } from "./output.ts";
import type { Environment } from "@tutti/core/settings/read-settings";

/** Builds what a command works with. Nothing is read, and nothing connected to, before the command asks. */
export function openContext(flags: SessionFlags, environment: Environment, output: Output): CommandContext {
  const home = tuttiHome(environment);
  const profiles = once(async () => (await import("@tutti/client/profiles-file")).readProfiles(home));
  const profile = once(async () => activeProfile(await profiles(), flags.profile, environment));
  const settings = once(async () => ({ ...environment, ...profileEnvironment(await profile(), environment) }));
  return {
    output,
    environment,
    home,
    isInteractive: process.stdin.isTTY && process.stderr.isTTY && flags.prompt !== false,
    profiles,
    profile,
    settings,
    connect: once(async () => (await import("./connect.ts")).connect(await settings(), home, output)),
    connectKeepingDigits: once(async () =>
      (await import("./connect.ts")).connect(await settings(), home, output, { keepsDigits: true }),
    ),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
