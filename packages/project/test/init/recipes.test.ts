import { expect, test } from "vitest";
import { inferRecipe, missingInputs, RECIPES } from "../../src/init/recipes.ts";

test.each([
  [{}, "local"],
  [{ dockerfile: "Dockerfile" }, "docker"],
  [{ repository: "r" }, "git"],
  [{ repository: "r", dockerfile: "Dockerfile" }, "docker-git"],
])("%j asks for the recipe %s", (values, recipe) => {
  expect(inferRecipe(values)).toBe(recipe);
});

test("what is known is not asked for", () => {
  expect(missingInputs("local", {})).toEqual([]);
  expect(missingInputs("docker-git", { tag: "t", repository: "" })).toEqual([
    ["image_name", RECIPES["docker-git"].inputs["image_name"]],
    ["repository", RECIPES["docker-git"].inputs["repository"]],
  ]);
});

test("the clone of a Node project brings along what its lockfile says, in the project's folder", () => {
  const values = { repository: "r", branch: "b", manifest: "package.json" };
  const clone = { git_clone: { id: "clone", repository: "r", branch: "b" } };
  expect(RECIPES.git.content(values).pull).toEqual([
    clone,
    { set_working_directory: { directory: "{{ clone.directory }}" } },
    { npm_install: {} },
  ]);
  expect(RECIPES.git.content({ ...values, folder: "flows/taxi" }).pull).toEqual([
    clone,
    { set_working_directory: { directory: "{{ clone.directory }}/flows/taxi" } },
    { npm_install: {} },
  ]);
});

test("logins are those of blocks, and an image need not be pushed", () => {
  const values = { image_name: "i", tag: "t", repository: "r", token_block: "mine", registry_block: "ghcr" };
  const { push, pull } = RECIPES["docker-git"].content(values);
  expect(pull).toEqual([{ git_clone: { repository: "r", access_token: "{{ tutti.blocks.secret.mine }}" } }]);
  expect(push).toMatchObject([
    { push_docker_image: { credentials: "{{ tutti.blocks.docker-registry-credentials.ghcr }}" } },
  ]);
  expect(RECIPES.docker.content({ ...values, push: "no" }).push).toBeNull();
});

test("docker-git builds and pushes an image, and clones within it", () => {
  const values = { image_name: "i", tag: "t", repository: "r", branch: "b", directory: "/d", name: "n" };
  expect(RECIPES["docker-git"].content(values)).toEqual({
    build: [{ build_docker_image: { id: "build_image", image_name: "i", tag: "t", dockerfile: "auto" } }],
    push: [{ push_docker_image: { image_name: "{{ build_image.image_name }}", tag: "{{ build_image.tag }}" } }],
    pull: [{ git_clone: { repository: "r", branch: "b" } }],
    jobVariables: { image: "{{ build_image.image }}" },
  });
});
