import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { secret } from "@tutti/sdk/blocks/secret-value";
import { z } from "zod";

/** Signs in to a workspace of Azure Machine Learning; for whichever client of it a flow uses. */
export class AzureMlCredentials extends defineBlock({
  slug: "azureml-credentials",
  name: "AzureML Credentials",
  description: "Signs in to Azure Machine Learning.",
  isBundled: true,
  fields: z.object({
    tenantId: z.string().describe("Tenant of the service principal."),
    servicePrincipalId: z.string().describe("Client id of the service principal."),
    servicePrincipalPassword: secret().describe("Secret of the service principal."),
    subscriptionId: z.string().describe("Subscription that the workspace is in."),
    resourceGroup: z.string().describe("Resource group that the workspace is in."),
    workspaceName: z.string().describe("Name of the workspace."),
  }),
}) {
  static {
    this.announce();
  }
}
