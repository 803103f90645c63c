import module from "node:module";
import { fileURLToPath } from "node:url";

/**
 * Notes which files are imported while `body` runs, those of packages left out. Gives what `body` gives, and the files,
 * each once.
 */
export async function notingFiles<T>(body: () => Promise<T>): Promise<{ readonly value: T; readonly files: string[] }> {
  const urls = new Set<string>();
  const hooks = module.registerHooks({
    load(url, context, nextLoad) {
      urls.add(url);
      return nextLoad(url, context);
    },
  });
  try {
    const value = await body();
    const own = [...urls].filter((url) => url.startsWith("file:") && !url.includes("/node_modules/"));
    return { value, files: [...new Set(own.map((url) => fileURLToPath(new URL(url))))] };
  } finally {
    hooks.deregister();
  }
}
