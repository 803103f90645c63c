/** When a package that serves a pool's type is installed: see `install-integration.ts`. */
export const INSTALL_POLICIES = ["always", "if-not-present", "never", "prompt"] as const;
export type InstallPolicy = (typeof INSTALL_POLICIES)[number];

/** What was said, else to ask. */
export function installPolicy(said: string | null): InstallPolicy {
  return INSTALL_POLICIES.find((policy) => policy === said) ?? "prompt";
}
