/** No lease lasts longer: a run whose owner is gone is found within seconds, and after an absence all get this long. */
export const LEASE_TTL_SECONDS = 10;
