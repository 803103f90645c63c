import type { Sequence } from "../sequence.ts";

const API_VERSION = "x-prefect-api-version";

export const rootSequences: Sequence[] = [
  {
    title: "a server says that it lives",
    play: async (api) => {
      for (const path of ["/health", "/ready", "/hello"]) await api.get(path);
    },
  },
  {
    title: "a server says which version it speaks",
    play: async (api) => {
      await api.get("/version");
      await api.get("/admin/version");
    },
  },
  {
    title: "CSRF protection is off, and says so in the words that the client looks for",
    play: async (api) => {
      await api.get("/csrf-token?client=abc");
      await api.get("/csrf-token");
    },
  },
  {
    title: "the API version in the header is checked",
    play: async (api) => {
      for (const version of ["0.8.4", "0.8.0", "0.8.9", "0.9.0", "1.0.0", "0.7.9", "0.8", "x.y.z", "", "0.8.4.1"]) {
        await api.get("/hello", { [API_VERSION]: version });
        await api.request("POST", "/flows/count", {
          body: { flows: { name: { any_: ["root-none"] } } },
          headers: { [API_VERSION]: version },
        });
      }
    },
  },
  {
    title: "paths and methods that do not exist",
    play: async (api) => {
      await api.get("/nowhere");
      await api.get("/flows/not-a-uuid");
      await api.get("/flow_runs/not-a-uuid");
      await api.get("/task_runs/../flows/count");
      await api.put("/flows/", {});
      await api.delete("/flows/filter");
      await api.get("/flows/count");
      await api.request("POST", "/health", { text: "" });
    },
  },
  {
    title: "collections answer with and without the slash at their end",
    play: async (api) => {
      await api.post("/flows", { name: "root-slash" });
      await api.post("/flows/filter/", { flows: { name: { any_: ["root-slash"] } } });
      await api.get("/health/");
    },
  },
  {
    title: "settings and the default result storage",
    play: async (api) => {
      await api.get("/admin/storage");
      await api.put("/admin/storage", { default_result_storage_block_id: "not-a-uuid" });
      await api.put("/admin/storage", {
        default_result_storage_block_id: "00000000-0000-4000-8000-00000000abcd",
      });
      await api.put("/admin/storage", {});
      await api.delete("/admin/storage");
    },
  },
];
