import { codeFolder } from "../docker/automatic-dockerfile.ts";

/** The files' build, push and pull steps, and the job variables of its deployments, before anything is filled in. */
export interface RecipeContent {
  readonly build: readonly unknown[] | null;
  readonly push: readonly unknown[] | null;
  readonly pull: readonly unknown[];
  readonly jobVariables: Readonly<Record<string, unknown>>;
}

/** A way to bring code to where it runs. */
export interface Recipe {
  readonly description: string;
  /** What somebody must say, and what it is; what is known of the project is not asked for. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly content: (values: RecipeValues) => RecipeContent;
}

export type RecipeName = "local" | "git" | "docker" | "docker-git" | "s3" | "gcs" | "azure";

/** What is known of a project, and what was said with `--field`. */
export type RecipeValues = Readonly<Record<string, string>>;

const GIT_INPUTS = { repository: "the address of the git repository to clone" };
const IMAGE_INPUTS = {
  image_name: "the image's name, with its repository, such as ghcr.io/me/taxi",
  tag: "the image's tag, such as latest",
};

/** Every recipe by its name. */
export const RECIPES: Readonly<Record<RecipeName, Recipe>> = {
  local: {
    description: "the code lies in a folder of the machine that runs it",
    inputs: {},
    content: ({ directory }) => ({
      build: null,
      push: null,
      pull: [{ set_working_directory: { directory } }],
      jobVariables: {},
    }),
  },
  git: {
    description: "the code is cloned from a git repository",
    inputs: GIT_INPUTS,
    content: (values) => ({ build: null, push: null, pull: clone(values), jobVariables: {} }),
  },
  docker: {
    description: "the code lies in a Docker image, with all that it needs",
    inputs: IMAGE_INPUTS,
    content: (values) => ({
      ...image(values),
      pull: [{ set_working_directory: { directory: codeFolder(values["directory"] ?? "") } }],
    }),
  },
  "docker-git": {
    description: "the code is cloned from a git repository, within a Docker image that has all that it needs",
    inputs: { ...IMAGE_INPUTS, ...GIT_INPUTS },
    content: (values) => ({ ...image(values), pull: clone(values) }),
  },
  s3: throughStore("s3", "bucket", "a bucket of S3"),
  gcs: throughStore("gcs", "bucket", "a bucket of Google Cloud Storage"),
  azure: throughStore("azure_blob_storage", "container", "a container of Azure Blob Storage"),
};

export const RECIPE_NAMES = Object.keys(RECIPES) as readonly RecipeName[];

/** What recipes can be told besides what they need. */
const OPTIONAL_INPUTS = [
  "name",
  "directory",
  "folder",
  "branch",
  "token_block",
  "dockerfile",
  "push",
  "registry_block",
];

/** All that some recipe can be told. */
export const RECIPE_INPUTS: readonly string[] = [
  ...new Set([...Object.values(RECIPES).flatMap(({ inputs }) => Object.keys(inputs)), ...OPTIONAL_INPUTS]),
];

/** A project in a folder within the repository works there; one of Node brings along what its lockfile says. */
function clone({ repository, branch, folder = "", manifest, token_block: token }: RecipeValues): unknown[] {
  const inputs = {
    repository,
    ...(branch === undefined ? {} : { branch }),
    ...(token === undefined ? {} : { access_token: `{{ tutti.blocks.secret.${token} }}` }),
  };
  if (folder === "" && manifest === undefined) return [{ git_clone: inputs }];
  const place = `{{ clone.directory }}${folder === "" ? "" : `/${folder}`}`;
  return [
    { git_clone: { id: "clone", ...inputs } },
    { set_working_directory: { directory: place } },
    ...(manifest === undefined ? [] : [{ npm_install: {} }]),
  ];
}

/** The steps `push_to_` and `pull_from_` of a store bring code to a folder of it, and from there. */
function throughStore(store: string, place: string, what: string): Recipe {
  const stands = { [place]: `{{ push_code.${place} }}`, folder: "{{ push_code.folder }}" };
  return {
    description: `the code lies in ${what}, where deploying puts it`,
    inputs: { [place]: `the name of the ${place}`, folder: `the folder in the ${place} that the code goes to` },
    content: ({ [place]: name, folder, manifest }) => ({
      build: null,
      push: [{ [`push_to_${store}`]: { id: "push_code", [place]: name, folder } }],
      pull: [
        { [`pull_from_${store}`]: { id: "pull_code", ...stands } },
        ...(manifest === undefined ? [] : [{ npm_install: {} }]),
      ],
      jobVariables: {},
    }),
  };
}

function image({
  image_name,
  tag,
  dockerfile,
  push,
  registry_block: registry,
}: RecipeValues): Omit<RecipeContent, "pull"> {
  const login =
    registry === undefined ? {} : { credentials: `{{ tutti.blocks.docker-registry-credentials.${registry} }}` };
  const built = { image_name: "{{ build_image.image_name }}", tag: "{{ build_image.tag }}" };
  return {
    build: [{ build_docker_image: { id: "build_image", image_name, tag, dockerfile: dockerfile ?? "auto" } }],
    push: push === "no" ? null : [{ push_docker_image: { ...built, ...login } }],
    jobVariables: { image: "{{ build_image.image }}" },
  };
}

/** The recipe of a project that nobody chose one for. */
export function inferRecipe({ repository, dockerfile }: RecipeValues): RecipeName {
  if (repository !== undefined) return dockerfile === undefined ? "git" : "docker-git";
  return dockerfile === undefined ? "local" : "docker";
}

/** Inputs of the recipe that nobody has given yet, with what they are. */
export function missingInputs(name: RecipeName, values: RecipeValues): (readonly [key: string, what: string])[] {
  return Object.entries(RECIPES[name].inputs).filter(([key]) => (values[key] ?? "") === "");
}
