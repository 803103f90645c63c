import type { BundledBlock } from "../bundled-block.ts";
import { any, flag, integer, mapping, nested, optional, secret, text, texts } from "../field.ts";

export const toolBlocks: readonly BundledBlock[] = [
  {
    slug: "databricks-credentials",
    name: "Databricks Credentials",
    title: "DatabricksCredentials",
    collection: "prefect-databricks",
    words: "Signs in to Databricks.",
    fields: {
      databricks_instance: text("Host of the Databricks workspace."),
      token: secret("Token that lets its holder in."),
      client_kwargs: optional(mapping("More options of the client that is made.")),
    },
  },
  {
    slug: "docker-host",
    name: "Docker Host",
    title: "DockerHost",
    collection: "prefect-docker",
    words: "Connects to a Docker daemon.",
    fields: {
      base_url: optional(text("URL of the Docker daemon.")),
      version: text("Version of the daemon's API; found out when not given.", "auto"),
      timeout: optional(integer("Seconds to wait for an answer.")),
      max_pool_size: optional(integer("Connections to keep open.")),
      client_kwargs: optional(mapping("More options of the client that is made.")),
    },
  },
  {
    slug: "docker-registry-credentials",
    name: "Docker Registry Credentials",
    title: "DockerRegistryCredentials",
    collection: "prefect-docker",
    words: "Signs in to a registry of container images.",
    fields: {
      username: text("Name to sign in with."),
      password: secret("Password to sign in with."),
      registry_url: text("Host of the registry."),
      reauth: flag("Sign in anew each time.", true),
    },
  },
  {
    slug: "email-server-credentials",
    name: "Email Server Credentials",
    title: "EmailServerCredentials",
    collection: "prefect-email",
    words: "Signs in to a mail server.",
    fields: {
      username: optional(text("Name to sign in with.")),
      password: optional(secret("Password to sign in with.")),
      smtp_server: text("Host of the mail server, or the name of a known one.", "smtp.gmail.com"),
      smtp_type: any("How the connection is secured.", { anyOf: [{ type: "integer" }, { type: "string" }] }, 465),
      smtp_port: optional(integer("Port of the mail server when it is not the usual one.")),
    },
  },
  {
    slug: "kubernetes-cluster-config",
    name: "Kubernetes Cluster Config",
    title: "KubernetesClusterConfig",
    collection: "prefect-kubernetes",
    words: "Says which Kubernetes cluster to speak to, as a kubeconfig does.",
    fields: {
      config: mapping("The content of a kubeconfig file."),
      context_name: text("Context of the kubeconfig to use."),
    },
  },
  {
    slug: "kubernetes-credentials",
    name: "Kubernetes Credentials",
    title: "KubernetesCredentials",
    collection: "prefect-kubernetes",
    words: "Signs in to a Kubernetes cluster.",
    fields: {
      cluster_config: optional(
        nested(
          "Which cluster, and how to sign in to it; the machine's own when not given.",
          "kubernetes-cluster-config",
        ),
      ),
    },
  },
  {
    slug: "shell-operation",
    name: "Shell Operation",
    title: "ShellOperation",
    collection: "prefect-shell",
    words: "Runs shell commands.",
    fields: {
      commands: texts("Commands to run, one after another."),
      stream_output: flag("Log what the commands print.", true),
      env: optional(mapping("Environment variables of the commands.")),
      working_dir: optional(text("Folder to run in.")),
      shell: optional(text("Shell to run the commands with.")),
      extension: optional(text("Extension of the script that holds the commands.")),
    },
  },
  {
    slug: "slack-credentials",
    name: "Slack Credentials",
    title: "SlackCredentials",
    collection: "prefect-slack",
    words: "Signs in to Slack as a bot.",
    fields: {
      token: secret("Token that lets its holder in."),
    },
  },
];
