import { TuttiError } from "@tutti/core/errors";
import { didYouMean } from "./closest.ts";
import type { Profiles } from "./profiles-file.ts";
import { ALL_SETTINGS, fallbackText, findSetting } from "@tutti/core/settings/all-settings";
import { firstSet, type Environment } from "@tutti/core/settings/read-settings";
import type { AnySetting } from "@tutti/core/settings/setting";

export interface ActiveProfile {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** The profile that --profile names, else TUTTI_PROFILE, else the active one. Throws `unknown_profile`. */
export function activeProfile(profiles: Profiles, flag: string | null, environment: Environment): ActiveProfile {
  const name = flag ?? environment["TUTTI_PROFILE"]?.trim() ?? "";
  return profileNamed(profiles, name === "" ? profiles.active : name);
}

/** Throws `unknown_profile`. */
export function profileNamed({ profiles }: Profiles, name: string): ActiveProfile {
  const settings = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (settings === undefined) {
    throw new TuttiError("unknown_profile", `${name}.${didYouMean(name, Object.keys(profiles))}`);
  }
  return { name, settings };
}

export type SettingSource = "env" | "profile" | "default";

export interface SettingValue {
  readonly name: string;
  readonly value: string;
  readonly source: SettingSource;
  readonly isSecret: boolean;
}

/**
 * Each setting's value and where it comes from: the environment is stronger than the profile, that than the default.
 * A variable that two settings share is there once.
 */
export function settingValues(profile: ActiveProfile, environment: Environment): SettingValue[] {
  const values = ALL_SETTINGS.flatMap((setting) => settingValue(setting, profile, environment) ?? []);
  return [...new Map(values.map((value) => [value.name, value])).values()];
}

function settingValue(setting: AnySetting, profile: ActiveProfile, environment: Environment): SettingValue | null {
  const names = [setting.name, ...setting.aliases];
  const { isSecret } = setting;
  const inEnvironment = firstSet(environment, names);
  if (inEnvironment !== null) return { ...inEnvironment, source: "env", isSecret };
  const inProfile = firstSet(profile.settings, names);
  if (inProfile !== null) return { ...inProfile, source: "profile", isSecret };
  const fallback = fallbackText(setting);
  return fallback === null ? null : { name: setting.name, value: fallback, source: "default", isSecret };
}

/** The profile's settings that the environment does not decide, under any name; to be added to the environment. */
export function profileEnvironment(profile: ActiveProfile, environment: Environment): Record<string, string> {
  const values = settingValues(profile, environment).filter(({ source }) => source === "profile");
  return Object.fromEntries(values.map(({ name, value }) => [name, value]));
}

/** What is wrong with a profile, one sentence a setting. */
export function profileProblems(profile: ActiveProfile): string[] {
  return Object.entries(profile.settings).flatMap(([name, value]) => {
    const problem = settingProblem(name, value);
    return problem === null ? [] : [problem];
  });
}

/** Why a setting cannot stand in a profile, or null. */
export function settingProblem(name: string, value: string): string | null {
  const setting = findSetting(name);
  if (setting === null)
    return `${name} is not a setting.${didYouMean(
      name,
      ALL_SETTINGS.map((known) => known.name),
    )}`;
  if (setting.isEnvironmentOnly) return `${name} can only be set in the environment: profiles are found through it.`;
  return setting.kind.parse(value) === undefined ? `${name} must be ${setting.kind.expected}, not "${value}".` : null;
}
