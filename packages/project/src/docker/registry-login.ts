import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Environment } from "@tutti/core/settings/read-settings";

const configuration = z.looseObject({
  auths: z.record(z.string(), z.unknown()).optional(),
  credsStore: z.string().optional(),
  credHelpers: z.record(z.string(), z.string()).optional(),
});

/**
 * Does something with a Docker configuration that is logged in at a registry, and goes away after it. The user's own is
 * as it was; what else stands in it holds.
 */
export async function withRegistryLogin<T>(
  registry: string,
  userAndPassword: string,
  environment: Environment,
  work: (environment: Environment) => Promise<T>,
): Promise<T> {
  const own = environment["DOCKER_CONFIG"] ?? join(environment["HOME"] ?? homedir(), ".docker");
  const folder = await mkdtemp(join(tmpdir(), "tutti-docker-login-"));
  try {
    const { credsStore: _store, ...kept } = await readConfiguration(join(own, "config.json"));
    const helpers = Object.entries(kept.credHelpers ?? {}).filter(([name]) => name !== registry);
    const auth = Buffer.from(userAndPassword).toString("base64");
    const content = {
      ...kept,
      credHelpers: Object.fromEntries(helpers),
      auths: { ...kept.auths, [registry]: { auth } },
    };
    await writeFile(join(folder, "config.json"), JSON.stringify(content), { mode: 0o600 });
    // Which daemon is used may stand there.
    await symlink(join(own, "contexts"), join(folder, "contexts"), "junction").catch(() => undefined);
    return await work({ DOCKER_CONFIG: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readConfiguration(file: string): Promise<z.output<typeof configuration>> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  return configuration.parse(JSON.parse(text));
}
