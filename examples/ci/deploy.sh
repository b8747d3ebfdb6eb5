#!/usr/bin/env bash
# For a CI job: deploys, then proves that every client works. Keeps the report as JUnit.
# Needs pulumi and the packages on PATH, and STYTCH_PROJECT_ID, STYTCH_SECRET in the environment.
set -euo pipefail
cd "$(dirname "$0")"
stack=${1:?usage: deploy.sh STACK [REPORT]}
report=${2:-smoke.xml}

pulumi up --yes --skip-preview --stack "$stack"
stytch-smoke --stack "$stack" --all --temporary-subject --format "junit=$report"
