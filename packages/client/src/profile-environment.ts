import { access } from "node:fs/promises";
import { activeProfile, profileEnvironment } from "./active-profile.ts";
import { profilesPath, tuttiHome } from "./api-settings.ts";
import type { Environment } from "@tutti/core/settings/read-settings";

/**
 * The environment with the settings of the profile in use beneath it: `TUTTI_PROFILE` names it, else the file's active
 * one. Where there are no profiles nothing is loaded. Throws `invalid_setting` and `unknown_profile`.
 */
export async function withProfile(environment: Environment): Promise<Environment> {
  const home = tuttiHome(environment);
  const hasProfiles = await access(profilesPath(home)).then(
    () => true,
    () => false,
  );
  if (!hasProfiles && (environment["TUTTI_PROFILE"] ?? "") === "") return environment;
  const { readProfiles } = await import("./profiles-file.ts");
  const profile = activeProfile(await readProfiles(home), null, environment);
  return { ...environment, ...profileEnvironment(profile, environment) };
}
