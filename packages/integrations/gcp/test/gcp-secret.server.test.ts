import { afterAll, beforeAll, expect, test } from "vitest";
import { GcpCredentials } from "../src/gcp-credentials.ts";
import { GcpSecret } from "../src/gcp-secret.ts";
import { FakeService } from "./support/fake-service.ts";
import { fakeSecretManager } from "./support/fake-secret-manager.ts";
import { ServiceAccountForTests, unknownKey } from "./support/service-account.ts";

const VARIABLE = "CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER";

let manager: FakeService;
const account = new ServiceAccountForTests();

beforeAll(async () => {
  manager = await new FakeService("secretmanager.v1", fakeSecretManager()).start();
  const gate = await account.before(manager.url);
  process.env[VARIABLE] = `${gate.url}/`;
});
afterAll(async () => {
  delete process.env[VARIABLE];
  await account.end();
  await manager.stop();
});

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

test("a secret is made, changed, read by its versions, and deleted", async () => {
  const secret = new GcpSecret({ gcpCredentials: account.credentials, secretName: "password" });
  const name = "projects/trips-project/secrets/password";
  await expect(secret.readSecret()).rejects.toMatchObject({ code: "missing_file", detail: "the secret password" });
  await expect(secret.deleteSecret()).rejects.toMatchObject({ code: "missing_file" });
  expect(await secret.writeSecret(Buffer.from("first"))).toBe(`${name}/versions/1`);
  expect(await secret.writeSecret(Buffer.from("second"))).toBe(`${name}/versions/2`);
  expect(text(await secret.readSecret())).toBe("second");
  expect(text(await secret.readSecret(1))).toBe("first");
  const old = new GcpSecret({ gcpCredentials: account.credentials, secretName: "password", secretVersion: "1" });
  expect(text(await old.readSecret())).toBe("first");
  expect(await secret.deleteSecretVersion(1)).toBe(`${name}/versions/1`);
  await expect(secret.readSecret(1)).rejects.toThrow(`Secret Version [${name}/versions/1] is in DESTROYED state.`);
  await expect(secret.deleteSecretVersion("latest")).rejects.toThrow("say which version");
  expect(await secret.deleteSecret()).toBe(name);
  await expect(secret.readSecret()).rejects.toMatchObject({ code: "missing_file" });
});

test("the project of the block goes over that of the key", async () => {
  const gcpCredentials = new GcpCredentials({ serviceAccountInfo: account.key, project: "other" });
  const secret = new GcpSecret({ gcpCredentials, secretName: "elsewhere" });
  expect(await secret.createSecret()).toBe("projects/other/secrets/elsewhere");
  await expect(secret.createSecret()).rejects.toThrow("already exists");
});

test("a refusal says what to change, and quotes neither key nor secret", async () => {
  const serviceAccountInfo = { ...account.key, private_key: unknownKey() };
  const secret = new GcpSecret({ gcpCredentials: new GcpCredentials({ serviceAccountInfo }), secretName: "refused" });
  const failed: unknown = await secret.writeSecret(Buffer.from("gcp-canary")).catch((error: unknown) => error);
  expect(failed).toMatchObject({
    code: "invalid_block",
    detail:
      "gcpsecret refused: the credentials are refused (invalid_grant: Invalid JWT Signature.); " +
      "check them and what they may do",
  });
  const payload = Buffer.from("gcp-canary").toString("base64");
  expect(JSON.stringify(failed, Object.getOwnPropertyNames(failed))).not.toMatch(
    new RegExp(`PRIVATE KEY|gcp-canary|${payload}`),
  );
});
