import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { imageName } from "./image-name.ts";

/** What a registry is shown when an image is pulled. */
export interface RegistryLogin {
  readonly username: string;
  readonly password: string;
  readonly serveraddress: string;
}

/** Who `docker login` signed in at the registry of an image: its configuration, or the keeper of secrets that this names. */
export async function storedLogin(image: string): Promise<RegistryLogin | null> {
  const { registry } = imageName(image);
  const configuration = await readConfiguration();
  const keeper = keeperOf(configuration, registry);
  if (keeper !== null) return askKeeper(keeper, registry);
  const { auths } = configuration;
  const entry = isJsonObject(auths) ? (auths[registry] ?? auths[`https://${registry}`] ?? null) : null;
  const auth = isJsonObject(entry) ? entry["auth"] : null;
  if (typeof auth !== "string") return null;
  const [username = "", ...password] = Buffer.from(auth, "base64").toString().split(":");
  return { username, password: password.join(":"), serveraddress: registry };
}

async function readConfiguration(): Promise<JsonObject> {
  const folder = process.env["DOCKER_CONFIG"] ?? join(homedir(), ".docker");
  try {
    const configuration: unknown = JSON.parse(await readFile(join(folder, "config.json"), "utf8"));
    return isJsonObject(configuration) ? configuration : {};
  } catch {
    return {};
  }
}

function keeperOf({ credHelpers, credsStore }: JsonObject, registry: string): string | null {
  const own = isJsonObject(credHelpers) ? credHelpers[registry] : undefined;
  const name = own ?? credsStore;
  return typeof name === "string" && /^[\w-]+$/.test(name) ? `docker-credential-${name}` : null;
}

/** Null when it knows nobody there, or is not there itself: the registry may not ask. */
function askKeeper(program: string, registry: string): Promise<RegistryLogin | null> {
  return new Promise((resolve) => {
    const child = execFile(program, ["get"], (error, stdout) =>
      resolve(error === null ? said(stdout, registry) : null),
    );
    child.stdin?.on("error", () => undefined).end(registry);
  });
}

function said(text: string, registry: string): RegistryLogin | null {
  try {
    const { Username, Secret } = JSON.parse(text);
    return { username: String(Username), password: String(Secret), serveraddress: registry };
  } catch {
    return null;
  }
}
