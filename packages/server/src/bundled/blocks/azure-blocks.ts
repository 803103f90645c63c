import { KEEPS_FILES, type BundledBlock } from "../bundled-block.ts";
import { mapping, nested, optional, secret, text } from "../field.ts";

export const azureBlocks: readonly BundledBlock[] = [
  {
    slug: "azure-blob-storage-container",
    name: "Azure Blob Storage Container",
    title: "AzureBlobStorageContainer",
    collection: "prefect-azure",
    words: "Stores files, results among them, in a container of Azure Blob Storage.",
    capabilities: KEEPS_FILES,
    fields: {
      container_name: text("Name of the container."),
      credentials: optional(nested("How to sign in.", "azure-blob-storage-credentials")),
      base_folder: optional(text("Folder in the container that paths are below.")),
    },
  },
  {
    slug: "azure-blob-storage-credentials",
    name: "Azure Blob Storage Credentials",
    title: "AzureBlobStorageCredentials",
    collection: "prefect-azure",
    words: "Signs in to Azure Blob Storage.",
    fields: {
      connection_string: optional(secret("Connection string of the account; it holds its key.")),
      account_url: optional(text("URL of the account, to sign in to with the machine's own identity.")),
    },
  },
  {
    slug: "azure-container-instance-credentials",
    name: "Azure Container Instance Credentials",
    title: "AzureContainerInstanceCredentials",
    collection: "prefect-azure",
    words: "Signs in to Azure Container Instances.",
    fields: {
      client_id: optional(text("Client id of the service principal.")),
      tenant_id: optional(text("Tenant of the service principal.")),
      client_secret: optional(secret("Secret of the service principal.")),
      credential_kwargs: optional(mapping("More options of the credential that is made.")),
    },
  },
  {
    slug: "azure-cosmos-db-credentials",
    name: "Azure Cosmos DB Credentials",
    title: "AzureCosmosDbCredentials",
    collection: "prefect-azure",
    words: "Signs in to Azure Cosmos DB.",
    fields: {
      connection_string: secret("Connection string of the account; it holds its key."),
    },
  },
  {
    slug: "azureml-credentials",
    name: "AzureML Credentials",
    title: "AzureMlCredentials",
    collection: "prefect-azure",
    words: "Signs in to an Azure Machine Learning workspace.",
    fields: {
      tenant_id: text("Tenant of the service principal."),
      service_principal_id: text("Id of the service principal."),
      service_principal_password: secret("Password of the service principal."),
      subscription_id: text("Subscription that the workspace belongs to."),
      resource_group: text("Resource group that the workspace belongs to."),
      workspace_name: text("Name of the workspace."),
    },
  },
];
