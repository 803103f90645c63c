import { inspect } from "node:util";
import { expect, test } from "vitest";
import { AzureContainerInstanceCredentials } from "../src/azure-container-instance-credentials.ts";

test("a service principal is whole or not there, and its secret is shown to nobody", () => {
  const principal = { clientId: "c", tenantId: "t", clientSecret: "azure-canary" };
  expect(new AzureContainerInstanceCredentials({}).credentialKwargs).toEqual({});
  expect(inspect(new AzureContainerInstanceCredentials(principal))).not.toContain("azure-canary");
  const { clientSecret: _secret, ...part } = principal;
  expect(() => new AzureContainerInstanceCredentials(part)).toThrow("clientId, tenantId, clientSecret belong together");
});
