export interface Snippet {
  readonly language: string;
  readonly code: string;
}

interface Named {
  readonly slug: string;
  readonly name: string;
}

/** Code that loads a block, as it can be pasted, in each language and in the files of a project. */
export function snippetsOf({ slug, name }: Named): readonly Snippet[] {
  const variable = variableOf(name);
  return [
    {
      language: "TypeScript",
      code: `import { loadBlock } from "tutti";\n\nconst ${camelCase(variable)} = await loadBlock("${slug}/${name}");`,
    },
    {
      language: "Python",
      code: `from prefect.blocks.core import Block\n\n${variable} = Block.load("${slug}/${name}")`,
    },
    { language: "tutti.yaml", code: `"{{ prefect.blocks.${slug}.${name} }}"` },
    { language: "Shell", code: `tutti block inspect ${slug}/${name}` },
  ];
}

/** A block's name as the name of a variable, in small letters with `_`. */
function variableOf(name: string): string {
  const words = name.replaceAll(/[^a-z0-9]+/g, "_").replaceAll(/^_+|_+$/g, "");
  return words === "" || /^\d/.test(words) ? `block_${words}` : words;
}

function camelCase(words: string): string {
  return words.replaceAll(/_([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase());
}
