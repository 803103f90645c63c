const WORDS: Readonly<Record<string, string>> = {
  "read-path": "read files",
  "write-path": "write files",
  "get-directory": "fetch folders",
  "put-directory": "put folders",
  notify: "send notifications",
  "run-infrastructure": "run flows",
  "generate-prefect-version": "",
};

/** What a block can do, in words: `read and write files, fetch and put folders`. */
export function capabilitiesInWords(capabilities: readonly string[]): string {
  const known = new Set(capabilities);
  const files = ["read-path", "write-path"].every((name) => known.has(name));
  const folders = ["get-directory", "put-directory"].every((name) => known.has(name));
  const pairs = [files ? "files" : "", folders ? "folders" : ""].filter((word) => word !== "");
  const rest = capabilities.filter((name) => {
    const isTold =
      (files && (name === "read-path" || name === "write-path")) ||
      (folders && (name === "get-directory" || name === "put-directory"));
    return !isTold;
  });
  const words = rest.map((name) => WORDS[name] ?? name.replaceAll("-", " ")).filter((word) => word !== "");
  return [...(pairs.length === 0 ? [] : [`store ${pairs.join(" and ")}`]), ...words.toSorted()].join(", ");
}

/** Whether results of runs can be kept in it. */
export function canStore(capabilities: readonly string[]): boolean {
  return capabilities.includes("read-path") && capabilities.includes("write-path");
}
