import { expect, test } from "vitest";
import { encryptionKey, keyId, newEncryptionKey } from "../../src/vault/encryption-key.ts";
import { Vault } from "../../src/vault/vault.ts";

test("what is sealed opens again, in its place", () => {
  const key = newEncryptionKey();
  const vault = new Vault([key]);
  const sealed = vault.seal(keyId(key), 'secret "ü" 😀', "row 1");
  expect(sealed).toMatch(new RegExp(`^v1\\.${keyId(key)}\\.[\\w-]+$`));
  expect(vault.open(sealed, "row 1")).toBe('secret "ü" 😀');
  expect(vault.seal(keyId(key), 'secret "ü" 😀', "row 1")).not.toBe(sealed);
});

test("nothing opens in another place, or changed", () => {
  const key = newEncryptionKey();
  const vault = new Vault([key]);
  const sealed = vault.seal(keyId(key), "secret", "row 1");
  expect(() => vault.open(sealed, "row 2")).toThrow("unable to authenticate");
  const at = sealed.length - 4;
  const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
  expect(() => vault.open(changed, "row 1")).toThrow("unable to authenticate");
  expect(() => vault.open("v0.x.y", "row 1")).toThrow("format");
});

test("an older key opens what it sealed; without it nobody does, and it is said which is missing", () => {
  const [old, young] = [newEncryptionKey(), newEncryptionKey()];
  const sealed = new Vault([old]).seal(keyId(old), "secret", "row");
  expect(new Vault([young, old]).keyIds).toEqual([keyId(young), keyId(old)]);
  expect(new Vault([young, old]).open(sealed, "row")).toBe("secret");
  expect(() => new Vault([young]).open(sealed, "row")).toThrow(
    expect.objectContaining({ code: "encryption_key_missing", detail: keyId(old) }),
  );
});

test.each([
  ["too short", "c2hvcnQ="],
  ["too long", "A".repeat(64)],
  ["no base64", "!".repeat(43)],
  ["empty", ""],
])("a text that is %s is no key", (_what, text) => {
  expect(encryptionKey(text)).toBeNull();
});

test("a key may be written with or without padding, in either alphabet", () => {
  const bytes = Buffer.alloc(32, 0xfb);
  const key = encryptionKey(bytes.toString("base64url"));
  expect(key).not.toBeNull();
  expect(encryptionKey(bytes.toString("base64"))).toBe(key);
  expect(encryptionKey(`${bytes.toString("base64url")}=`)).toBe(key);
});
