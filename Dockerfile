# syntax=docker/dockerfile:1
# The worker and the command line in one small image. No secret is built in: settings
# come from the environment, secrets from NAME_FILE settings that point at mounted files.

FROM golang:1.26.8-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
# SQLite is pure Go here, so no C compiler is needed and the binaries are static.
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/ ./worker ./starter

FROM alpine:3.24.1
# Roots for TLS, and zones because every schedule is in the owner's.
RUN apk add --no-cache ca-certificates tzdata \
    && adduser -D -u 1000 employee \
    && install -d -o employee -g employee /employee /employee/AI_Employee /employee/Vault /employee/.employee
COPY --from=build /out/ /usr/local/bin/
USER employee
WORKDIR /employee
ENV VAULT_DIR=/employee/AI_Employee \
    LOG_DIR=/employee/Vault/Logs \
    DATA_DIR=/employee/.employee
VOLUME ["/employee/AI_Employee", "/employee/Vault", "/employee/.employee"]
# SIGTERM stops cleanly within ten seconds.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 CMD ["starter", "status"]
ENTRYPOINT ["worker"]
