import manifest from "../../package.json" with { type: "json" };

/** Tutti's own version. */
export const TUTTI_VERSION = manifest.version;
/** The version of Prefect's API that is spoken: what `/api/version` answers. */
export const API_VERSION = "0.8.4";
/** The Prefect release that this server stands for towards its clients: they refuse other majors. */
export const PREFECT_VERSION = "3.8.8";
