import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LOCAL_SERVER_FILE, localServer, type LocalServer } from "@tutti/core/wire/local-server";

/** Says where the server of this home is: whole or not at all, and to its owner alone. */
export async function writeServerFile(home: string, server: LocalServer): Promise<void> {
  const path = join(home, LOCAL_SERVER_FILE);
  const draft = `${path}.${server.pid}`;
  await writeFile(draft, `${JSON.stringify(server)}\n`, { mode: 0o600 });
  await rename(draft, path);
}

/** What the file says, or null when there is none that can be read. A hint only: the process may be gone. */
export async function readServerFile(home: string): Promise<LocalServer | null> {
  try {
    return localServer.parse(JSON.parse(await readFile(join(home, LOCAL_SERVER_FILE), "utf8")));
  } catch {
    return null;
  }
}

/** Takes back what this instance wrote. */
export async function removeServerFile(home: string, instanceId: string): Promise<void> {
  const written = await readServerFile(home);
  if (written?.instance_id === instanceId) await rm(join(home, LOCAL_SERVER_FILE), { force: true });
}
