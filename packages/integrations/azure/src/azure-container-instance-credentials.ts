import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { secret } from "@tutti/sdk/blocks/secret-value";
import { z } from "zod";

const principal = ["clientId", "tenantId", "clientSecret"] as const;

/**
 * Signs in to Azure to make container instances: by a service principal, or, without one, as Azure's own tools do (the
 * environment, the machine's identity, whoever is signed in).
 */
export class AzureContainerInstanceCredentials extends defineBlock({
  slug: "azure-container-instance-credentials",
  name: "Azure Container Instance Credentials",
  description: "Signs in to Azure Container Instances.",
  isBundled: true,
  fields: z
    .object({
      clientId: z.string().optional().describe("Client id of the service principal."),
      tenantId: z.string().optional().describe("Tenant of the service principal."),
      clientSecret: secret().optional().describe("Secret of the service principal."),
      credentialKwargs: z
        .record(z.string(), z.json())
        .default({})
        .describe("More options of the credential, by their names in Python."),
    })
    .check(({ value, issues }) => {
      const told = principal.filter((name) => value[name] !== undefined).length;
      if (told === 0 || told === principal.length) return;
      issues.push({ code: "custom", message: `${principal.join(", ")} belong together`, input: "" });
    }),
}) {
  static {
    this.announce();
  }
}
