import { symlink } from "node:fs/promises";
import { expect, test } from "vitest";
import { projectFiles } from "../../src/files/ignore-rules.ts";
import { IGNORE_TEXT } from "../../src/init/file-texts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("patterns are those of .gitignore: folders, anchors, exceptions, comments", async () => {
  await using folder = await temporaryFolder({
    ".tuttiignore": "# comment\n*.log\n!keep.log\n/data\nbuild/\n**/tmp/*.txt\n",
    "flow.ts": "",
    "a.log": "",
    "keep.log": "",
    "data/x": "",
    "src/data/x": "",
    "build/out": "",
    "src/build": "",
    "src/tmp/a.txt": "",
    "src/tmp/a.md": "",
  });
  await symlink("flow.ts", folder.join("link.ts"));
  expect(await projectFiles(folder.path)).toEqual([
    ".tuttiignore",
    "flow.ts",
    "keep.log",
    "link.ts",
    "src/build",
    "src/data/x",
    "src/tmp/a.md",
  ]);
});

test("without .tuttiignore, .prefectignore says it; without either, all go along", async () => {
  await using folder = await temporaryFolder({ ".prefectignore": "a\n", a: "", b: "" });
  expect(await projectFiles(folder.path)).toEqual([".prefectignore", "b"]);
  await using bare = await temporaryFolder({ a: "", "c/d": "" });
  expect(await projectFiles(bare.path)).toEqual(["a", "c/d"]);
});

test("a new project leaves behind what is large, secret or of one machine", async () => {
  await using folder = await temporaryFolder({
    ".tuttiignore": IGNORE_TEXT,
    ".env": "",
    ".git/HEAD": "",
    ".tutti/x": "",
    "node_modules/a/index.js": "",
    "pkg/node_modules/b.js": "",
    "__pycache__/a.pyc": "",
    "flow.ts": "",
    "package-lock.json": "",
    "tutti.yaml": "",
  });
  expect(await projectFiles(folder.path)).toEqual(["flow.ts", "package-lock.json", "tutti.yaml"]);
});
