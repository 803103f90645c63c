import type { BundledBlock } from "../bundled-block.ts";
import { nested, optional, secret, text } from "../field.ts";

export const codeHostBlocks: readonly BundledBlock[] = [
  {
    slug: "bitbucket-credentials",
    name: "BitBucket Credentials",
    title: "BitBucketCredentials",
    collection: "prefect-bitbucket",
    words: "Signs in to Bitbucket.",
    fields: {
      token: optional(secret("Token that lets its holder in.")),
      username: optional(text("Name to sign in with.")),
      password: optional(secret("Password to sign in with.")),
      url: text("URL of the Bitbucket server.", "https://api.bitbucket.org/"),
    },
  },
  {
    slug: "bitbucket-repository",
    name: "BitBucket Repository",
    title: "BitBucketRepository",
    collection: "prefect-bitbucket",
    words: "Reads files of a Bitbucket repository.",
    capabilities: ["get-directory"],
    fields: {
      repository: text("URL of the repository."),
      reference: optional(text("Branch, tag or commit to read; the default branch when not given.")),
      bitbucket_credentials: optional(nested("How to sign in to a private repository.", "bitbucket-credentials")),
    },
  },
  {
    slug: "github-credentials",
    name: "GitHub Credentials",
    title: "GitHubCredentials",
    collection: "prefect-github",
    words: "Signs in to GitHub.",
    fields: {
      token: optional(secret("Token that lets its holder in.")),
    },
  },
  {
    slug: "github-repository",
    name: "GitHub Repository",
    title: "GitHubRepository",
    collection: "prefect-github",
    words: "Reads files of a GitHub repository.",
    capabilities: ["get-directory"],
    fields: {
      repository_url: text("URL of the repository, for HTTPS or SSH."),
      reference: optional(text("Branch, tag or commit to read; the default branch when not given.")),
      credentials: optional(nested("How to sign in.", "github-credentials")),
    },
  },
  {
    slug: "gitlab-credentials",
    name: "GitLab Credentials",
    title: "GitLabCredentials",
    collection: "prefect-gitlab",
    words: "Signs in to GitLab.",
    fields: {
      token: optional(secret("Token that lets its holder in.")),
      url: optional(text("URL of the GitLab server when it is not gitlab.com.")),
    },
  },
  {
    slug: "gitlab-repository",
    name: "GitLab Repository",
    title: "GitLabRepository",
    collection: "prefect-gitlab",
    words: "Reads files of a GitLab repository.",
    capabilities: ["get-directory"],
    fields: {
      repository: text("URL of the repository."),
      reference: optional(text("Branch, tag or commit to read; the default branch when not given.")),
      credentials: optional(nested("How to sign in.", "gitlab-credentials")),
    },
  },
];
