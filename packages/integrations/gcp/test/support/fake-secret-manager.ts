import { z } from "zod";
import { type Answers, Refusal } from "./fake-service.ts";

const adding = z.object({ payload: z.object({ data: z.base64() }) });
const METHOD = "secretmanager.projects.secrets";

/** Secrets with their versions, as Secret Manager keeps them; null stands for one that is destroyed. */
export function fakeSecretManager(): Answers {
  const secrets = new Map<string, (string | null)[]>();
  const versionsOf = (path: string) => {
    const name = nameIn(path);
    const versions = secrets.get(name);
    if (versions === undefined) throw new Refusal(404, `Secret [${name}] not found or has no versions.`);
    return { name, versions };
  };
  const versionIn = (path: string) => {
    const { name, versions } = versionsOf(path);
    const [, asked = ""] = /\/versions\/(\w+):/.exec(path) ?? [];
    const number = asked === "latest" ? versions.length : Number(asked);
    const data = versions[number - 1];
    if (data === undefined) throw new Refusal(404, `Secret Version [${name}/versions/${asked}] not found.`);
    return { version: `${name}/versions/${number}`, number, data, versions };
  };
  return {
    [`${METHOD}.create`]: (path, query) => {
      const name = `${path.replace("/v1/", "")}/${query.get("secretId")}`;
      if (secrets.has(name)) throw new Refusal(409, `Secret [${name}] already exists.`);
      secrets.set(name, []);
      return { name, replication: { automatic: {} } };
    },
    [`${METHOD}.addVersion`]: (path, _query, body) => {
      const { name, versions } = versionsOf(path);
      versions.push(adding.parse(body).payload.data);
      return { name: `${name}/versions/${versions.length}`, state: "ENABLED" };
    },
    [`${METHOD}.delete`]: (path) => {
      secrets.delete(versionsOf(path).name);
      return {};
    },
    [`${METHOD}.versions.access`]: (path) => {
      const { version, data } = versionIn(path);
      if (data === null) throw new Refusal(400, `Secret Version [${version}] is in DESTROYED state.`);
      return { name: version, payload: { data } };
    },
    [`${METHOD}.versions.destroy`]: (path) => {
      const { version, number, versions } = versionIn(path);
      versions[number - 1] = null;
      return { name: version, state: "DESTROYED" };
    },
  };
}

function nameIn(path: string): string {
  return /projects\/[^/]+\/secrets\/[^/:]+/.exec(path)?.[0] ?? "";
}
