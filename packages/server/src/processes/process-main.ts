import { enableServerCompileCache } from "../compile-cache.ts";
import { tameYoungHeap } from "../young-heap.ts";

// The entry of one of a server's processes, as main.ts is that of a server in one.
enableServerCompileCache();
tameYoungHeap();
const { serveAsOneOfSeveral } = await import("./one-of-several.ts");
await serveAsOneOfSeveral(process.argv.slice(2), process.env);
