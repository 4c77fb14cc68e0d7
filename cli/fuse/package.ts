// SPDX-License-Identifier: Apache-2.0
// `fuse package`: the installed form, a release build of runtime, platform and fuse-aotc with its CMake package.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Command } from 'commander';
import { aotCompilerSettings } from '../support/aot-compiler';
import { build, install } from '../support/build';
import { UserError } from '../support/main';
import { repositoryRoot, userPath } from '../support/paths';

const root = repositoryRoot();
const BUILD = 'build-package';

interface Options {
  readonly prefix: string;
  readonly appConfig?: string;
  readonly platform: string;
}

const HELP = `
Example:
  fuse package --prefix "$HOME/fuse" && cmake -DCMAKE_PREFIX_PATH="$HOME/fuse" …

Exit codes: 0 installed; 1 the build failed; 2 wrong command line.`;

export function addPackage(program: Command): void {
  program
    .command('package')
    .description('installs headers, libraries, CMake package, fuse-aotc, schema and module-side headers in one folder')
    .requiredOption('--prefix <dir>', 'where to')
    .option(
      '--app-config <file>',
      'build the HAL groups and the number of modules that this application declares; default: all groups, 8',
    )
    .option('--platform <name>', 'folder of platform/', 'linux')
    .addHelpText('after', HELP)
    .action(installPackage);
}

function installPackage(options: Options): void {
  const prefix = userPath(options.prefix, 'package');
  if (fs.existsSync(prefix) && !fs.statSync(prefix).isDirectory()) {
    throw new UserError(`--prefix ${options.prefix}: is a file, not a folder`);
  }
  if (!fs.existsSync(path.join(root, 'platform', options.platform, 'CMakeLists.txt'))) {
    throw new UserError(`--platform ${options.platform}: there is no platform/${options.platform}`);
  }
  const config = options.appConfig === undefined ? '' : userPath(options.appConfig, 'package');
  if (config !== '' && !fs.existsSync(config)) throw new UserError(`--app-config ${options.appConfig}: no such file`);

  const settings = [
    `-DFUSE_PLATFORM=${options.platform}`,
    `-DFUSE_APP_CONFIG=${config}`,
    '-DFUSE_BUILD_EXTRAS=OFF',
    '-DCMAKE_BUILD_TYPE=Release',
    ...aotCompilerSettings(),
  ];
  build(BUILD, settings);
  install(BUILD, prefix);
  process.stdout.write(
    `installed in ${prefix}; use it with -DCMAKE_PREFIX_PATH=${prefix} and find_package(Fuse REQUIRED)\n`,
  );
}
