/** Options of Python's credentials that `@azure/identity` has by another name; it knows no more of them. */
const NAMES: Readonly<Record<string, string>> = {
  additionally_allowed_tenants: "additionallyAllowedTenants",
  authority: "authorityHost",
  disable_instance_discovery: "disableInstanceDiscovery",
  managed_identity_client_id: "managedIdentityClientId",
  workload_identity_client_id: "workloadIdentityClientId",
};

/** What a credential is made with, by Python's names for it. */
export function credentialOptions(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const own = NAMES[name];
      if (own === undefined) return [];
      // Python takes a host alone.
      const isHost = own === "authorityHost" && typeof value === "string" && !value.includes("://");
      return [[own, isHost ? `https://${value}` : value]];
    }),
  );
}
