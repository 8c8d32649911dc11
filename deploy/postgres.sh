#!/bin/bash
# Becomes PostgreSQL, with a password for the services' roles: the one that is given, or one that is made at the first
# start. It lies in a volume that only the services and this container have.
set -euo pipefail
file=/run/cloudmarket/password
if [ -n "${POSTGRES_PASSWORD-}" ]; then
  printf '%s' "$POSTGRES_PASSWORD" > "$file"
elif [ ! -s "$file" ]; then
  head --bytes=24 /dev/urandom | base64 > "$file.new"
  mv "$file.new" "$file"
fi
POSTGRES_PASSWORD=$(< "$file")
export POSTGRES_PASSWORD PGPASSWORD="$POSTGRES_PASSWORD"
exec docker-entrypoint.sh "$@"
