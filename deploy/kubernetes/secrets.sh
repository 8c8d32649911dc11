#!/usr/bin/env bash
# Makes the passwords of the databases' roles, as secrets of the namespace: run once, before the first start. A secret
# that is there stays as it is. Passwords come from the machine's own chance and are no arguments of a command.
#
#   deploy/kubernetes/secrets.sh [NAMESPACE]
set -euo pipefail
namespace=${1:-cloud-market}
for role in policy provider procurement; do
  if kubectl --namespace "$namespace" get secret "$role-database" >/dev/null 2>&1; then
    continue
  fi
  password=$(head -c 24 /dev/urandom | base64 | tr '+/' '-_')
  kubectl --namespace "$namespace" create --filename - <<SECRET
apiVersion: v1
kind: Secret
metadata:
  name: $role-database
  labels:
    cnpg.io/reload: "true"
type: kubernetes.io/basic-auth
stringData:
  username: $role
  password: $password
SECRET
done
