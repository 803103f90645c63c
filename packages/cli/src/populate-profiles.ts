import { changeProfiles } from "@tutti/client/profiles-file";
import type { CommandContext } from "./context.ts";

const USUAL = {
  default: {},
  local: { TUTTI_API_URL: "http://127.0.0.1:4200/api" },
} as const;

export async function populateProfiles({ output, home, profiles }: CommandContext): Promise<void> {
  const all = await profiles();
  const missing = Object.entries(USUAL).filter(([name]) => !Object.hasOwn(all.profiles, name));
  if (missing.length === 0) {
    output.say("They are all there.");
    return;
  }
  await changeProfiles(home, (now) => ({
    ...now,
    profiles: { ...now.profiles, ...Object.fromEntries(missing), ...now.profiles },
  }));
  for (const [name] of missing) output.say(`Made the profile ${name}.`);
}
