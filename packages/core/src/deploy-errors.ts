import type { ErrorEntry } from "./error-entry.ts";

/** What keeps a flow from being deployed. */
export const DEPLOY_ERRORS = {
  unloadable_flow: {
    isTransient: false,
    message: "The flow's file cannot be loaded: {detail}",
    fix: "Correct what its error names; running the file shows the same. Nothing was deployed.",
  },
  commonjs_file: {
    isTransient: false,
    message: "Its package.json says that the file is CommonJS, and it imports: {detail}",
    fix: "Type npm pkg set type=module beside that package.json (npm init writes commonjs there), or name the file .mts.",
  },
  missing_python: {
    isTransient: false,
    message: "No Python here can say what the flow is: {detail}",
    fix: "Activate the environment that Prefect is installed in, or name its Python in TUTTI_PYTHON.",
  },
  invalid_deployment: {
    isTransient: false,
    message: "It cannot be deployed: {detail}",
    fix: "Correct it and deploy again; nothing was deployed.",
  },
  undone_deploy: {
    isTransient: false,
    message: "Not everything could be deployed: {detail}",
    fix: "Put right what kept it from being deployed, and deploy again: the same command may be repeated.",
  },
} as const satisfies Record<string, ErrorEntry>;
