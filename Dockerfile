# Server, worker and command line in one image: `docker build -t tutti .`, then `docker run -p 4200:4200 tutti`.
# Integrations in it: `--build-arg INTEGRATIONS="docker kubernetes"`, by the names of `packages/integrations`.
ARG NODE_IMAGE=node:24-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /source
COPY . .
RUN npm install --no-save --loglevel=error && node scripts/pack.mjs /packages

FROM ${NODE_IMAGE}
ARG INTEGRATIONS="docker kubernetes"
WORKDIR /opt/tutti
COPY --from=build /packages /packages
COPY scripts/image-entrypoint.sh /usr/local/bin/
RUN npm install --omit=dev --loglevel=error /packages/*.tgz \
    $(for name in $INTEGRATIONS; do echo /packages/integrations/tutti-$name-*.tgz; done) \
  && for name in tutti prefect; do ln -s /opt/tutti/node_modules/.bin/tutti /usr/local/bin/$name; done \
  && mkdir -p /var/lib/tutti flows && chown node:node /var/lib/tutti flows
ENV TUTTI_HOME=/var/lib/tutti TUTTI_SERVER_HOST=0.0.0.0
USER node
# Code below this folder finds the package `tutti`.
WORKDIR /opt/tutti/flows
VOLUME /var/lib/tutti
EXPOSE 4200
HEALTHCHECK --start-period=30s --interval=10s CMD ["tutti", "server", "status"]
ENTRYPOINT ["image-entrypoint.sh"]
CMD ["server", "start"]
