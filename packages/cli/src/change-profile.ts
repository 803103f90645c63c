import { type ActiveProfile, profileNamed } from "@tutti/client/active-profile";
import { changeProfiles } from "@tutti/client/profiles-file";

type Settings = ActiveProfile["settings"];

/** Makes of one profile's settings what `change` says. Throws `unknown_profile` when it is gone. */
export function changeProfile(home: string, name: string, change: (settings: Settings) => Settings): Promise<void> {
  return changeProfiles(home, (all) => {
    const { settings } = profileNamed(all, name);
    return { ...all, profiles: { ...all.profiles, [name]: change(settings) } };
  });
}
