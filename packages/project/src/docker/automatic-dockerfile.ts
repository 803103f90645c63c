import { basename } from "node:path";

/** Where an image has its project's code. */
export function codeFolder(directory: string): string {
  return `/opt/tutti/${basename(directory)}`;
}

/**
 * The Dockerfile of a project that has none: a Node project with what its lockfile says, or a Python project with its
 * `requirements.txt`. The commands of its dependencies are on the PATH, `tutti` among them.
 */
export function automaticDockerfile(directory: string, files: readonly string[]): string {
  const folder = codeFolder(directory);
  const isPython = !files.includes("package.json") && files.some((file) => file.endsWith(".py"));
  const lines = isPython ? pythonLines(folder, files) : nodeLines(folder, files);
  return `${lines.join("\n")}\n`;
}

function nodeLines(folder: string, files: readonly string[]): string[] {
  const manifests = ["package.json", "package-lock.json", ".npmrc"].filter((file) => files.includes(file));
  const install = files.includes("package-lock.json") ? "npm ci" : "npm install";
  return [
    "FROM node:24",
    `WORKDIR ${folder}`,
    ...(manifests.includes("package.json")
      ? [`COPY ${JSON.stringify([...manifests, "./"])}`, `RUN ${install} --no-audit --no-fund`]
      : []),
    `COPY ${JSON.stringify([".", "./"])}`,
    `ENV PATH=${folder}/node_modules/.bin:$PATH`,
  ];
}

function pythonLines(folder: string, files: readonly string[]): string[] {
  const requirements = files.includes("requirements.txt")
    ? [
        `COPY ${JSON.stringify(["requirements.txt", "./"])}`,
        "RUN python -m pip install --no-cache-dir -r requirements.txt",
      ]
    : [];
  return [
    "FROM prefecthq/prefect:3-latest",
    `WORKDIR ${folder}`,
    ...requirements,
    `COPY ${JSON.stringify([".", "./"])}`,
  ];
}
