import { expect, test } from "vitest";
import { credentialOptions } from "../src/credential-options.ts";

test.each([
  [{ authority: "login.microsoftonline.us" }, { authorityHost: "https://login.microsoftonline.us" }],
  [{ authority: "https://login.example" }, { authorityHost: "https://login.example" }],
  [{ managed_identity_client_id: "m", exclude_cli_credential: true }, { managedIdentityClientId: "m" }],
  [{ additionally_allowed_tenants: ["*"] }, { additionallyAllowedTenants: ["*"] }],
])("%j is %j", (theirs, ours) => {
  expect(credentialOptions(theirs)).toEqual(ours);
});
