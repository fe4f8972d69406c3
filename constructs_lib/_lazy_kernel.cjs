// Loaded into jsii's kernel before it loads anything else: see _kernel_process.py.
"use strict";

const fs = require("fs");
const Module = require("module");
const path = require("path");

const INDEX = /[\\/]@(cdktf|cdktn)[\\/]provider-aws[\\/]lib[\\/]index\.js$/;

// Of a tarball that jsii has just unpacked, it makes an index of the types in the background. That
// takes longer than a short program, and as long as it has not come to its end, no program is fast.
const isIndexed = (folder) =>
  fs.readdirSync(folder).some((name) => name.startsWith(".jsii.runtime-index"));

const lazySister = (file) => {
  const sister = path.join(path.dirname(file), "lazy-index.js");
  return fs.existsSync(sister) && isIndexed(path.join(file, "..", "..")) ? sister : file;
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function (...request) {
  const file = resolve.apply(this, request);
  try {
    return INDEX.test(file) ? lazySister(file) : file;
  } catch {
    return file;
  }
};
