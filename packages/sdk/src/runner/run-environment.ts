type Variables = Readonly<Record<string, string | null>>;

/** Sets variables of this process (null takes one away); gives what puts all of them back, whatever was changed meanwhile. */
export function setForRun(variables: Variables): () => void {
  const before = { ...process.env };
  for (const [name, value] of Object.entries(variables)) {
    if (value === null) delete process.env[name];
    else process.env[name] = value;
  }
  return () => {
    for (const name of Object.keys(process.env)) if (!Object.hasOwn(before, name)) delete process.env[name];
    Object.assign(process.env, before);
  };
}
