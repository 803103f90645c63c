import { stringify } from "yaml";

/** A YAML file with these values, and a comment before them. */
export function yamlText(values: unknown, comment: string): string {
  return `# ${comment}\n${stringify(values, { version: "1.1", lineWidth: 0 })}`;
}
