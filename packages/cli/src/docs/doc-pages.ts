import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The pages lie in the package, or in the repository that it is read from. */
const PLACES = ["../../docs/", "../../../../docs/"].map((path) => fileURLToPath(new URL(path, import.meta.url)));
const FOLDERS = ["guides", "reference"] as const;

/** A page of the documentation, as it is installed. */
export interface DocPage {
  readonly name: string;
  readonly title: string;
  readonly kind: (typeof FOLDERS)[number];
  readonly text: string;
}

/** All pages, guides first, each folder by name. */
export async function docPages(): Promise<DocPage[]> {
  const root = PLACES.find((place) => existsSync(join(place, "guides")));
  if (root === undefined) throw new Error(`the documentation is not where it was installed: ${PLACES[0]}`);
  const pages = await Promise.all(FOLDERS.map((kind) => pagesOf(root, kind)));
  return pages.flat();
}

async function pagesOf(root: string, kind: DocPage["kind"]): Promise<DocPage[]> {
  const files = (await readdir(join(root, kind))).filter((file) => file.endsWith(".md")).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(root, kind, file), "utf8");
      const [, title = file] = /^# (.*)$/m.exec(text) ?? [];
      return { name: file.replace(/\.md$/, ""), title, kind, text };
    }),
  );
}
