/** The pages that the sidebar, the palette and the shortcuts lead to. */
export const PAGES = [
  { to: "/", icon: "home", word: "Home", keys: "g h" },
  { to: "/runs", icon: "runs", word: "Runs", keys: "g r" },
  { to: "/task-runs", icon: "table", word: "Task runs", keys: "g t" },
  { to: "/flows", icon: "flows", word: "Flows", keys: "g f" },
  { to: "/deployments", icon: "deployments", word: "Deployments", keys: "g d" },
  { to: "/work-pools", icon: "pools", word: "Work pools", keys: "g w" },
  { to: "/blocks", icon: "blocks", word: "Blocks", keys: "g b" },
  { to: "/variables", icon: "variables", word: "Variables", keys: "g v" },
  { to: "/automations", icon: "automations", word: "Automations", keys: "g a" },
  { to: "/events", icon: "events", word: "Events", keys: "g e" },
  { to: "/artifacts", icon: "document", word: "Artifacts", keys: "g i" },
  { to: "/assets", icon: "assets", word: "Assets", keys: "g m" },
  { to: "/concurrency-limits", icon: "limits", word: "Concurrency", keys: "g c" },
  { to: "/settings", icon: "settings", word: "Settings", keys: "g s" },
] as const;
