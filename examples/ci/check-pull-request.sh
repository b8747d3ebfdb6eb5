#!/usr/bin/env bash
# For a CI job of a pull request: previews it under the policies. Fails if a policy refuses
# a client, or if the preview itself fails; changes nothing, and makes no call to Stytch.
# Needs pulumi and node on PATH, and STYTCH_PROJECT_ID, STYTCH_SECRET in the environment.
set -euo pipefail
cd "$(dirname "$0")"
stack=${1:?usage: check-pull-request.sh STACK [REPORT]}
report=${2:-/dev/null}
# Wherever npm put it: in a monorepo that is not always the node_modules of this folder.
pack=$(dirname "$(node -p 'require.resolve("pulumi-stytch-connected-apps-policy/package.json")')")

# --diff shows the values; the findings of the policies appear with their resources.
pulumi preview --diff --stack "$stack" --non-interactive --suppress-progress --color never \
  --policy-pack "$pack" --policy-pack-config policy-config.json 2>&1 | tee "$report"
