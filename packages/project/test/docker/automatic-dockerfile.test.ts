import { expect, test } from "vitest";
import { automaticDockerfile } from "../../src/docker/automatic-dockerfile.ts";

test.each([
  [
    ["package.json", "package-lock.json", "flow.ts"],
    `FROM node:24
WORKDIR /opt/tutti/taxi
COPY ["package.json","package-lock.json","./"]
RUN npm ci --no-audit --no-fund
COPY [".","./"]
ENV PATH=/opt/tutti/taxi/node_modules/.bin:$PATH
`,
  ],
  [
    ["package.json", "etl.py"],
    `FROM node:24
WORKDIR /opt/tutti/taxi
COPY ["package.json","./"]
RUN npm install --no-audit --no-fund
COPY [".","./"]
ENV PATH=/opt/tutti/taxi/node_modules/.bin:$PATH
`,
  ],
  [
    ["requirements.txt", "flows/etl.py"],
    `FROM prefecthq/prefect:3-latest
WORKDIR /opt/tutti/taxi
COPY ["requirements.txt","./"]
RUN python -m pip install --no-cache-dir -r requirements.txt
COPY [".","./"]
`,
  ],
])("of a project with %j", (files, dockerfile) => {
  expect(automaticDockerfile("/home/me/taxi", files)).toBe(dockerfile);
});
