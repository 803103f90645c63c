import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { keyId, newEncryptionKey } from "../../src/vault/encryption-key.ts";
import { addHomeKey, homeKeys, settingKeys } from "../../src/vault/home-keys.ts";
import { testHome } from "../support/test-home.ts";

test("a home's first start makes a key that its owner alone reads, and later ones use it", async () => {
  const home = await testHome();
  const keys = await homeKeys(home);
  const path = join(home, "encryption-keys");
  expect(keys).toHaveLength(1);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, "utf8")).toBe(`${keys[0]}\n`);
  await chmod(path, 0o644);
  expect(await homeKeys(home)).toEqual(keys);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("several keys stand one a line, the first to seal with", async () => {
  const home = await testHome();
  const keys = [newEncryptionKey(), newEncryptionKey()];
  await writeFile(join(home, "encryption-keys"), `${keys.join("\n")}\n\n`);
  expect(await homeKeys(home)).toEqual(keys);
});

test("a new key is put before those that are there", async () => {
  const home = await testHome();
  const before = await homeKeys(home);
  const id = await addHomeKey(home);
  const after = await homeKeys(home);
  expect(after.slice(1)).toEqual(before);
  expect(after.slice(0, 1).map(keyId)).toEqual([id]);
  expect((await stat(join(home, "encryption-keys"))).mode & 0o777).toBe(0o600);
});

test("a line that is no key is refused without being repeated", async () => {
  const home = await testHome();
  await writeFile(join(home, "encryption-keys"), "hunter2\n");
  const refused = expect.objectContaining({ code: "invalid_setting", message: expect.not.stringContaining("hunter2") });
  await expect(homeKeys(home)).rejects.toEqual(refused);
  expect(() => settingKeys("hunter2")).toThrow(refused);
});

test("a file that cannot be read is said to be so, in one line", async () => {
  const home = await testHome();
  await mkdir(join(home, "encryption-keys"), { mode: 0o700 });
  await expect(homeKeys(home)).rejects.toMatchObject({ code: "unwritable_home" });
});

test("a setting has keys with commas between them", () => {
  const keys = [newEncryptionKey(), newEncryptionKey()];
  expect(settingKeys(keys.join(" , "))).toEqual(keys);
});
