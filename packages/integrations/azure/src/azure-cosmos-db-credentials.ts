import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { secret } from "@tutti/sdk/blocks/secret-value";
import { z } from "zod";

/** Signs in to Azure Cosmos DB; for whichever client of it a flow uses. */
export class AzureCosmosDbCredentials extends defineBlock({
  slug: "azure-cosmos-db-credentials",
  name: "Azure Cosmos DB Credentials",
  description: "Signs in to Azure Cosmos DB.",
  isBundled: true,
  fields: z.object({
    connectionString: secret().describe("Connection string of the account; it holds its key."),
  }),
}) {
  static {
    this.announce();
  }
}
