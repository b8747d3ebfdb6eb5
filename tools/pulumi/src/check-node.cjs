"use strict";
// Loaded before anything else, by Node.js of any age: keep to syntax that Node.js 12 knows.

var NEEDED = [22, 19];

/** The message for a Node.js that is too old, or undefined. `version` is like "20.11.1". */
function complaint(version) {
  var parts = version.split(".").map(Number);
  var enough = parts[0] > NEEDED[0] || (parts[0] === NEEDED[0] && parts[1] >= NEEDED[1]);
  if (enough) return undefined;
  return (
    "This needs Node.js " +
    NEEDED.join(".") +
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
