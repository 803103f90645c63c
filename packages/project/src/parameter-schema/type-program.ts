import { basename, dirname, join } from "node:path";
import ts from "typescript";
import { SMALL_LIBRARY } from "./small-library.ts";

/**
 * How much is read to know a type: `quick`, the file and what it imports by path, with a small library; `full`, also the
 * installed packages and all of the standard library, as the user's own settings say.
 */
export type Reading = "quick" | "full";

export interface TypedFile {
  readonly checker: ts.TypeChecker;
  readonly source: ts.SourceFile;
  readonly reading: Reading;
}

const SETTINGS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  noEmit: true,
  allowJs: true,
  checkJs: false,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
};

/** A file with the types of what it says. Nothing of it is run; errors in it are the user's compiler's business. */
export function typedFile(path: string, reading: Reading): TypedFile | null {
  const program = reading === "quick" ? quickProgram(path) : fullProgram(path);
  const source = program.getSourceFile(path);
  return source === undefined ? null : { checker: program.getTypeChecker(), source, reading };
}

function quickProgram(path: string): ts.Program {
  const library = join(dirname(path), "tutti-small-library.d.ts");
  const options: ts.CompilerOptions = { ...SETTINGS, noLib: true, types: [] };
  const host = ts.createCompilerHost(options);
  const readFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, settings, ...rest) =>
    basename(name) === basename(library)
      ? ts.createSourceFile(name, SMALL_LIBRARY, settings)
      : readFile(name, settings, ...rest);
  host.resolveModuleNameLiterals = (literals, from, redirected, settings) =>
    literals.map(({ text }) =>
      text.startsWith(".")
        ? ts.resolveModuleName(text, from, settings, host, undefined, redirected)
        : { resolvedModule: undefined },
    );
  return ts.createProgram([library, path], options, host);
}

function fullProgram(path: string): ts.Program {
  const { paths, baseUrl, jsx, types, customConditions } = userSettings(path);
  const kept = { paths, baseUrl, jsx, types, customConditions };
  const given = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
  return ts.createProgram([path], { ...SETTINGS, lib: ["lib.esnext.d.ts"], ...given });
}

/** The compiler settings that say where a module is; a file that cannot be read has none. */
function userSettings(path: string): ts.CompilerOptions {
  const file = ts.findConfigFile(dirname(path), (name) => ts.sys.fileExists(name));
  if (file === undefined) return {};
  const { config }: { config?: unknown } = ts.readConfigFile(file, (name) => ts.sys.readFile(name));
  return config === undefined ? {} : ts.parseJsonConfigFileContent(config, ts.sys, dirname(file)).options;
}
