# syntax=docker/dockerfile:1

# The image: one binary and the C library it needs, run by a user without a name or a shell.
#   docker build -t rankwatch .
#   docker build -t rankwatch:demo --build-arg FEATURES=demo .    # with `rankwatch demo`
# docs/operating.md says how to run it; compose.yaml does.

FROM rust:1.95-slim-trixie AS build
ARG FEATURES=""
WORKDIR /src

# What others wrote changes seldom: it is built from the manifests alone, with stubs in place of our code, so that a
# change of ours builds only ours. The benches are stubs for ever, for the manifest names them.
COPY Cargo.toml Cargo.lock ./
COPY sandbox/Cargo.toml sandbox/
RUN mkdir -p src sandbox/src benches \
    && echo 'fn main() {}' | tee src/main.rs benches/answers.rs benches/due.rs >/dev/null \
    && touch src/lib.rs sandbox/src/lib.rs \
    && cargo build --locked --release --no-default-features --features "$FEATURES"

COPY build.rs ./
COPY assets assets
COPY locales locales
COPY migrations migrations
COPY sandbox sandbox
COPY src src
# Newer than the stubs: what is built is told by its time.
RUN find src sandbox -name '*.rs' -exec touch {} + \
    && cargo build --locked --release --no-default-features --features "$FEATURES" \
    && mkdir -p /data /backups /needed \
    && cp /lib/*-linux-gnu/libgcc_s.so.1 /needed/

# The C library and nothing else; certificates are in the binary. Of the same Debian as the stage above.
FROM gcr.io/distroless/base-nossl-debian13
LABEL org.opencontainers.image.title="rankwatch" \
      org.opencontainers.image.description="A Discord bot for TikTok Shop creator rankings" \
      org.opencontainers.image.licenses="MIT"
COPY --from=build /needed/libgcc_s.so.1 /usr/lib/
COPY --from=build /src/target/release/rankwatch /usr/local/bin/rankwatch
# Made here, so that a new volume belongs to the user below.
COPY --from=build --chown=65532:65532 /data /data
COPY --from=build --chown=65532:65532 /backups /backups

# A config.toml that is mounted here is read; none is needed.
WORKDIR /etc/rankwatch
ENV RANKWATCH_DATABASE__PATH=/data/rankwatch.db \
    RANKWATCH_HTTP__LISTEN=0.0.0.0:9464
USER 65532:65532
VOLUME /data
EXPOSE 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["rankwatch", "check", "--health"]
ENTRYPOINT ["rankwatch"]
CMD ["run"]
