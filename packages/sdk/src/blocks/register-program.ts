import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { BLOCK, blockClassOf } from "./block-mark.ts";

// A process of its own: a user's file is loaded here, and whatever it does ends with it. What it exports that is a class of
// blocks registers itself with the server that the environment names.

/** What this process tells the one that started it. */
export type RegisterAnswer =
  | { readonly registered: readonly { readonly slug: string; readonly name: string }[] }
  | { readonly error: string };

const [, , kind, place = ""] = process.argv;

interface Registering {
  register(): Promise<void>;
}

function answer(told: RegisterAnswer): void {
  process.send?.(told, () => process.exit(0));
}

function addressOf(): string {
  const path = kind === "module" ? createRequire(join(process.cwd(), "package.json")).resolve(place) : place;
  return pathToFileURL(path).href;
}

Reflect.set(globalThis, Symbol.for("tutti.importing"), place);

try {
  const loaded: Record<string, unknown> = await import(addressOf());
  const classes = new Set(Object.values(loaded).flatMap((item) => blockClassOf(item) ?? []));
  const registered = [];
  for (const blockClass of classes) {
    await (blockClass as unknown as Registering).register();
    const { slug, name } = blockClass[BLOCK];
    registered.push({ slug, name });
  }
  answer({ registered });
} catch (error) {
  answer({ error: error instanceof Error ? error.message : String(error) });
}
