// SPDX-License-Identifier: Apache-2.0
/** Watches the folders and files of a program with TypeScript's own watchers; many changes at once are one report. */
import * as fs from 'node:fs';
import ts from 'typescript';

/** An editor writes a file in several steps, a checkout many files. */
const SETTLE_MS = 30;

export class FileWatcher {
  private readonly watched = new Map<string, ts.FileWatcher>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly changed: () => void) {}

  /** What is watched from now on. Folders are watched for files that come and go, files for their contents. */
  watch(folders: readonly string[], files: readonly string[]): void {
    const wanted = new Set([...folders, ...files]);
    for (const [name, watcher] of this.watched) {
      if (wanted.has(name)) continue;
      watcher.close();
      this.watched.delete(name);
    }
    for (const name of wanted) {
      if (this.watched.has(name)) continue;
      const watcher = folders.includes(name) ? this.folder(name) : this.file(name);
      if (watcher !== undefined) this.watched.set(name, watcher);
    }
  }

  private folder(name: string): ts.FileWatcher | undefined {
    return ts.sys.watchDirectory?.(name, () => this.report(), true);
  }

  private file(name: string): ts.FileWatcher | undefined {
    return ts.sys.watchFile?.(name, () => this.report(), 250);
  }

  private report(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.changed, SETTLE_MS);
  }
}

/** The inputs of a command line that are folders, and those that are files. */
export function foldersAndFiles(inputs: readonly string[]): { folders: string[]; files: string[] } {
  const isFile = (name: string): boolean => fs.statSync(name, { throwIfNoEntry: false })?.isFile() === true;
  return { folders: inputs.filter((name) => !isFile(name)), files: inputs.filter(isFile) };
}
