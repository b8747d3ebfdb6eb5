"use strict";
// Loaded before anything else, by Node.js of any age: keep to syntax that Node.js 12 knows.

// What `npm ci` brings; older ones lack the type stripping that runs these scripts.
var NEEDED = 24;

/** The message for a Node.js that is too old, or undefined. `version` is like "20.11.1". */
function complaint(version) {
  if (Number(version.split(".")[0]) >= NEEDED) return undefined;
  return (
    "This needs Node.js " +
    NEEDED +
    " or newer, but is run by " +
    version +
    ". Run it through npm run, which uses the Node.js of this project" +
    " (npm install brings it)."
  );
}

module.exports = { complaint: complaint };

var message = complaint(process.versions.node);
if (message !== undefined) {
  console.error(message);
  process.exit(1);
}
