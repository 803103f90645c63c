import { writeFileSync } from "node:fs";
import { registerHooks } from "node:module";

// Loaded with --import: writes the URLs of all modules that a program loaded into the file that MODULES_FILE names.
const urls = [];
registerHooks({
  load(url, context, nextLoad) {
    urls.push(url);
    return nextLoad(url, context);
  },
});
process.on("exit", () => writeFileSync(process.env.MODULES_FILE, JSON.stringify(urls)));
