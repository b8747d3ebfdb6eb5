#!/usr/bin/env bash
# What a CI job runs: deploy, then prove that every client works. The report is kept as JUnit.
# Needs pulumi and the packages on PATH, and STYTCH_PROJECT_ID, STYTCH_SECRET in the environment.
set -euo pipefail
cd "$(dirname "$0")"
stack=${1:?usage: deploy.sh STACK [REPORT]}
report=${2:-smoke.xml}

pulumi up --yes --skip-preview --stack "$stack"
stytch-smoke --stack "$stack" --all --temporary-subject --format "junit=$report"
