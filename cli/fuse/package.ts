// SPDX-License-Identifier: Apache-2.0
// `fuse package`: the npm package; or the installed form, a release build of runtime, platform and fuse-aotc with its CMake package.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Command } from 'commander';
import { packNpmPackage } from '../package/npm-package';
import { aotCompilerSettings } from '../support/aot-compiler';
import { build, install } from '../support/build';
import { UserError } from '../support/main';
import { repositoryRoot, shortPath, userPath } from '../support/paths';

const root = repositoryRoot();
const BUILD = 'build-package';

interface Options {
  readonly prefix?: string;
  readonly output: string;
  readonly appConfig?: string;
  readonly platform: string;
}

const HELP = `
Without --prefix: fuse-ts-<version>.tgz, with which 'npm install ./fuse-ts-<version>.tgz' makes the command fuse available in any
folder. With it: headers, libraries, CMake package, fuse-aotc, schema and module-side headers for a host program of your own.

Examples:
  fuse package --output build
  fuse package --prefix "$HOME/fuse" && cmake -DCMAKE_PREFIX_PATH="$HOME/fuse" …

Exit codes: 0 packed or installed; 1 the build failed; 2 wrong command line, or not built.`;

export function addPackage(program: Command): void {
  program
    .command('package')
    .description('packs the npm package, or installs libraries and CMake package for a host program')
    .option('--output <dir>', 'where the npm package goes', '.')
    .option('--prefix <dir>', 'install there instead')
    .option(
      '--app-config <file>',
      'build the HAL groups and the number of modules that this application declares; default: all groups, 8',
    )
    .option('--platform <name>', 'folder of platform/', 'linux')
    .addHelpText('after', HELP)
    .action((options: Options) => {
      if (options.prefix === undefined) pack(options);
      else installPackage(options, options.prefix);
    });
}

function pack({ output }: Options): void {
  const folder = userPath(output, 'package');
  checkFolder('--output', output, folder);
  const { file, bytes, files } = packNpmPackage(folder);
  process.stdout.write(`${shortPath(file)}: ${files} files, ${Math.ceil(bytes / 1024)} KiB; npm install ${file}\n`);
}

function checkFolder(option: string, given: string, folder: string): void {
  if (fs.existsSync(folder) && !fs.statSync(folder).isDirectory()) {
    throw new UserError(`${option} ${given}: is a file, not a folder`);
  }
}

function installPackage(options: Options, given: string): void {
  const prefix = userPath(given, 'package');
  checkFolder('--prefix', given, prefix);
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
