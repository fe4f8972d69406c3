// Runs in jsii's Node process before the kernel does: see node_preload.py.
"use strict";

const fs = require("node:fs");
const { registerHooks } = require("node:module");

const INDEX = /\/@(cdktf|cdktn)\/provider-aws\/lib\/index\.js$/;

// jsii indexes the types of a package that it has just unpacked, in the background and for longer
// than a short program runs. Until that index exists, every program is slow: the first one loads the
// whole provider, and thereby runs long enough.
const isIndexed = (packageFolder) =>
  fs.readdirSync(packageFolder).some((name) => name.startsWith(".jsii.runtime-index"));

function resolve(specifier, context, nextResolve) {
  const resolved = nextResolve(specifier, context);
  if (!INDEX.test(resolved.url)) return resolved;
  const lazyIndex = new URL("lazy-index.js", resolved.url); // the provider's own, beside index.js
  const found = fs.existsSync(lazyIndex) && isIndexed(new URL("..", resolved.url));
  return found ? { ...resolved, url: lazyIndex.href } : resolved;
}

if (registerHooks) registerHooks({ resolve }); // Node 22.15 and newer
