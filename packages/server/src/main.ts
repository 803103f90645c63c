import { enableCompileCache } from "node:module";

// The entry of a server's process. Everything else is loaded after the compile cache is on: it halves the start.
enableCompileCache();
const { runServer } = await import("./run-server.ts");
await runServer(process.argv.slice(2), process.env);
