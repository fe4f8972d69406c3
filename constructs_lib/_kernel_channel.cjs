// Loaded into jsii's kernel before it loads anything else: see _kernel_process.py.
"use strict";

const fs = require("fs");

const OLDEST = 22; // jsii's own script, which does not run, warns of an older one in eleven lines

const channel = process.env.CONSTRUCTS_LIB_KERNEL_CHANNEL;
if (channel) {
  delete process.env.CONSTRUCTS_LIB_KERNEL_CHANNEL; // the kernel's workers load this as well
  const [requests, answers] = channel.split(",").map(Number);
  const { readSync, writeSync } = fs;
  fs.readSync = (fd, ...given) => readSync(fd === 3 ? requests : fd, ...given);
  fs.writeSync = (fd, ...given) => writeSync(fd === 3 ? answers : fd, ...given);

  if (Number(process.versions.node.split(".")[0]) < OLDEST) {
    console.error(
      `Node ${process.versions.node} is not supported any more: ` +
        `install ${OLDEST} or newer, or name one in JSII_NODE.`,
    );
  }
}
