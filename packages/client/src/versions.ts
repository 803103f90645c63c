/** The version of Prefect's API this client speaks, sent as `X-PREFECT-API-VERSION`. */
export const API_VERSION = "0.8.4";
export const CLIENT_VERSION = "0.1.0";
