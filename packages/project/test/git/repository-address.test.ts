import { expect, test } from "vitest";
import { repositoryAddress, withoutLogin } from "../../src/git/repository-address.ts";

const token = { access_token: "t" };

test.each([
  ["https://github.com/org/repo.git", token, "https://github.com/", "x-access-token:t", "repo"],
  ["https://gitlab.com/org/repo", { token: "t" }, "https://gitlab.com/", "oauth2:t", "repo"],
  ["https://bitbucket.org/org/repo/", { password: "t" }, "https://bitbucket.org/", "x-token-auth:t", "repo"],
  ["https://git.example.com:8443/r.git", { username: "u", token: "t" }, "https://git.example.com:8443/", "u:t", "r"],
  ["https://host/r.git", { access_token: "me:t" }, "https://host/", "me:t", "r"],
  ["http://127.0.0.1:3000/r", token, "http://127.0.0.1:3000/", "oauth2:t", "r"],
])("%s with %j", (repository, credentials, origin, userAndPassword, name) => {
  expect(repositoryAddress(repository, credentials)).toEqual({
    url: repository,
    transport: "http",
    login: { origin, userAndPassword },
    name,
  });
});

test.each([
  [
    "https://u%40x:p%20w@host/r.git",
    "https://host/r.git",
    "http",
    { origin: "https://host/", userAndPassword: "u@x:p w" },
  ],
  ["https://host/r.git", "https://host/r.git", "http", null],
  ["ssh://git@host:22/r.git", "ssh://git@host:22/r.git", "ssh", null],
  ["git@github.com:org/r.git", "git@github.com:org/r.git", "ssh", null],
  ["host:r", "host:r", "ssh", null],
  ["git://host/r", "git://host/r", "git", null],
  ["file:///srv/r.git", "file:///srv/r.git", "file", null],
  ["/srv/r.git", "/srv/r.git", "file", null],
  ["../r", "../r", "file", null],
])("%s without credentials", (repository, url, transport, login) => {
  expect(repositoryAddress(repository, null)).toEqual({ url, transport, login, name: "r" });
});

test.each([
  ["--upload-pack=touch /tmp/x", null, "it begins with a dash"],
  ["ext::sh -c touch% /tmp/x", null, "it names a program to run"],
  ["fd::17", null, "it names a program to run"],
  ["ftp://host/r", null, "git is not asked to use ftp"],
  ["javascript://x", null, "git is not asked to use javascript"],
  ["https://", null, "it is no address"],
  ["http://host/r", token, "credentials are sent by https only"],
  ["https://host/r", { username: "u" }, "the credentials hold no token, access_token or password"],
])("%s is refused", (repository, credentials, problem) => {
  expect(() => repositoryAddress(repository, credentials)).toThrow(problem);
});

test("logins are taken out of texts", () => {
  expect(withoutLogin("cannot read 'https://u:p@host/r' and ssh://git@host")).toBe(
    "cannot read 'https://host/r' and ssh://host",
  );
});
