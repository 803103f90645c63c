import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { inRoot } from "./project-paths.mjs";
import { runCommand } from "./run-command.mjs";

const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));
const writeJson = (path, value) => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);

/** The folders below `packages/` of what users can install: every package that is not private. */
const published = ["", "integrations"].flatMap((group) =>
  readdirSync(inRoot("packages", group))
    .map((name) => posix.join(group, name))
    .filter((name) => {
      const manifest = inRoot("packages", name, "package.json");
      return existsSync(manifest) && !readJson(manifest).private;
    }),
);

/** Compiles all packages in one go: they see each other's sources, and keep their folders below `out`. */
async function compile(staging, out) {
  const project = join(staging, "tsconfig.json");
  writeJson(project, {
    extends: inRoot("tsconfig.base.json"),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      rewriteRelativeImportExtensions: true,
      rootDir: inRoot("packages"),
      outDir: out,
      typeRoots: [inRoot("node_modules", "@types")],
    },
    include: published.map((name) => inRoot("packages", name, "src")),
  });
  const { code, output } = await runCommand("tsc", ["-p", project]);
  if (code !== 0) throw new Error(`compiling the packages failed:\n${output}`);
}

/**
 * The compiler rewrites `./x.ts` in imports of JavaScript only. Declarations and `new URL("./x.ts", import.meta.url)`,
 * which names a thread's program, are left to us.
 */
function nameJavaScript(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|d\.ts)$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    writeFileSync(file, readFileSync(file, "utf8").replace(/(["'])(\.{1,2}\/[^"'\s]+)\.ts\1/g, "$1$2.js$1"));
  }
}

const distOf = (source) => {
  const path = source.replace(/^\.\/src\//, "./dist/").replace(/\.ts$/, "");
  return { types: `${path}.d.ts`, default: `${path}.js` };
};

/** The `package.json` that users get: it names `dist`, and knows nothing of how the package was made. */
function publishedManifest(manifest) {
  const { devDependencies: _devDependencies, scripts: _scripts, private: _private, ...rest } = manifest;
  const exports = Object.fromEntries(Object.entries(manifest.exports).map(([key, path]) => [key, distOf(path)]));
  return { ...rest, exports, files: ["dist", "bin", "dashboard", "api-page", "docs"] };
}

/** The page on which the API is read and tried, as `packages/server/src/pages/api-page.ts` looks for it. */
function copySwagger(folder) {
  for (const file of [
    "swagger-ui.css",
    "swagger-ui-bundle.js",
    "swagger-ui-bundle.js.LICENSE.txt",
    "LICENSE",
    "NOTICE",
  ]) {
    cpSync(inRoot("node_modules/swagger-ui-dist", file), join(folder, file));
  }
}

/** What `tutti docs` shows, as `packages/cli/src/docs/doc-pages.ts` looks for it. */
function copyDocs(folder) {
  for (const kind of ["guides", "reference"]) cpSync(inRoot("docs", kind), join(folder, kind), { recursive: true });
}

function stage(name, staging, built) {
  const source = inRoot("packages", name);
  const folder = join(staging, name);
  mkdirSync(folder, { recursive: true });
  cpSync(join(built, name, "src"), join(folder, "dist"), { recursive: true });
  nameJavaScript(join(folder, "dist"));
  for (const extra of ["bin", "dashboard"]) {
    if (existsSync(join(source, extra))) cpSync(join(source, extra), join(folder, extra), { recursive: true });
  }
  if (name === "server") copySwagger(join(folder, "api-page"));
  if (name === "cli") copyDocs(join(folder, "docs"));
  cpSync(inRoot("LICENSE"), join(folder, "LICENSE"));
  if (name === "tutti" && existsSync(inRoot("README.md"))) cpSync(inRoot("README.md"), join(folder, "README.md"));
  writeJson(join(folder, "package.json"), publishedManifest(readJson(join(source, "package.json"))));
  return folder;
}

/**
 * Builds a tarball of every published package into `destination`, of the integrations into `integrations` below it;
 * answers their paths.
 */
export async function packPackages(destination, report) {
  if (!existsSync(inRoot("packages/server/dashboard/index.html"))) throw new Error("the dashboard is not built yet");
  const staging = join(destination, "staging");
  rmSync(destination, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  report("compiling the packages");
  const built = join(staging, "build");
  await compile(staging, built);
  const tarballs = [];
  for (const name of published) {
    const folder = stage(name, staging, built);
    const into = join(destination, dirname(name));
    mkdirSync(into, { recursive: true });
    const { code, output } = await runCommand("npm", ["pack", "--json", "--pack-destination", into], { cwd: folder });
    if (code !== 0) throw new Error(`npm pack of ${name} failed:\n${output}`);
    const { filename } = Object.values(JSON.parse(output.slice(output.search(/[[{]/))))[0];
    tarballs.push(join(into, filename.replace("@", "").replace("/", "-")));
  }
  rmSync(staging, { recursive: true });
  return tarballs;
}
