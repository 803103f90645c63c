import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const api = process.env["TUTTI_API_ORIGIN"] ?? "http://127.0.0.1:4200";

export default defineConfig({
  base: "/dashboard/",
  plugins: [react()],
  build: {
    outDir: "../server/dashboard",
    emptyOutDir: true,
    target: ["chrome123", "firefox128", "safari17.5"],
    // The content security policy allows no data: scripts or styles, and images only from the server itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    // What most pages share comes in one file: forty small ones took longer to ask for than to read.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: "shared",
              test: /src[\\/](components|api|state|time|url|preferences|shell)[\\/](?!artifact|schema-form)/,
              minShareCount: 6,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": { target: api, ws: true } } },
});
