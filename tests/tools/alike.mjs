#!/usr/bin/env node
// Reads the YAML files of a folder with the npm package `yaml` (YAML 1.2, as editors do) and
// compares them with what meibo reads of them: `cargo run --example values -- FOLDER`, given
// on standard input. Run where a node_modules folder has the package. Not as YAML 1.1: in that
// mode the package takes `E00042` for a number, which YAML 1.1 itself and PyYAML do not.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

const require = createRequire(join(process.cwd(), "package.json"));
const { parse } = require("yaml");

const folder = process.argv[2];
const expected = JSON.parse(readFileSync(0, "utf8"));
let different = 0;
for (const [name, said] of Object.entries(expected)) {
  const text = readFileSync(join(folder, name), "utf8");
  for (const version of ["1.2"]) {
    const read = parse(text, { version, maxAliasCount: -1 });
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(read)), said)) {
      different += 1;
      console.error(`${name}: yaml reads it otherwise as YAML ${version}`);
      show(said, read, "");
    }
  }
}
console.log(different === 0 ? `yaml reads ${Object.keys(expected).length} files alike` : `${different} differ`);
process.exit(different === 0 ? 0 : 1);

function show(said, read, path) {
  if (said && read && typeof said === "object" && typeof read === "object") {
    for (const key of new Set([...Object.keys(said), ...Object.keys(read)])) {
      show(said[key], read[key], `${path}/${key}`);
    }
  } else if (said !== read) {
    console.error(`  ${path}: ${JSON.stringify(said)} is read as ${JSON.stringify(read)}`.slice(0, 400));
  }
}
