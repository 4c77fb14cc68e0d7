// SPDX-License-Identifier: Apache-2.0
// What the commands share: nearest words, files written all or none, failures as one line.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { SourceText } from '../../../cli/support/diagnostics';
import { createCommand, reportFailure, UserError } from '../../../cli/support/main';
import { nearest, suggestion } from '../../../cli/support/nearest';
import { writeOutputs } from '../../../cli/support/output-files';

describe('nearest word', () => {
  const words = ['TEMP_SENSOR', 'TIMER', 'CAMERA', 'LOG', 'EVENT_POST'];
  test.each([
    ['CAMRA', 'CAMERA'],
    ['camera', 'CAMERA'],
    ['CAMREA', 'CAMERA'],
    ['TEMP', 'TEMP_SENSOR'],
    ['tempsensor', 'TEMP_SENSOR'],
    ['EVENTPOST', 'EVENT_POST'],
    ['LOGS', 'LOG'],
    [' LOG ', 'LOG'],
    ['UART', undefined],
    ['A', undefined],
    ['', undefined],
  ])('of %j is %j', (word, expected) => expect(nearest(word, words)).toBe(expected));

  test('the list when none is near, nothing when there is no word', () => {
    expect(suggestion('x', ['one', 'two'])).toBe("; valid: 'one', 'two'");
    expect(suggestion('x', [])).toBe('');
  });
});

describe('output files', () => {
  let folder = '';
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fuse-out-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  test('all or none: a target that cannot be written keeps the others as they were', () => {
    const good = path.join(folder, 'a');
    fs.writeFileSync(good, 'old');
    fs.writeFileSync(path.join(folder, 'file'), '');
    const files = [
      { path: good, content: 'new' },
      { path: path.join(folder, 'file', 'b'), content: 'x' },
    ];
    expect(() => writeOutputs(files)).toThrow(UserError);
    expect(fs.readFileSync(good, 'utf8')).toBe('old');
    expect(fs.readdirSync(folder).sort()).toEqual(['a', 'file']);
  });

  test('bytes arrive as they are', () => {
    const file = path.join(folder, 'bytes');
    writeOutputs([{ path: file, content: Uint8Array.of(0, 255, 10) }]);
    expect([...fs.readFileSync(file)]).toEqual([0, 255, 10]);
  });
});

describe('failures', () => {
  let printed = '';
  beforeEach(() => {
    printed = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((printed += String(text)), true));
  });
  afterEach(() => jest.restoreAllMocks());

  test('of the user: the message', () => {
    expect(reportFailure(new UserError('no file'))).toBe(2);
    expect(printed).toBe('error: no file\n');
  });
  test('of the tool: one line, no stack', () => {
    expect(reportFailure(new TypeError('x is undefined\n  in y'))).toBe(70);
    expect(printed).toBe('internal error: x is undefined (please report it; FUSE_DEBUG=1 shows where)\n');
  });
  test('something thrown that is no error', () => {
    expect(reportFailure('text')).toBe(70);
    expect(printed).toContain('internal error: text ');
  });
  test('of the command line: commander has said it', () => {
    const command = createCommand('x').option('--good');
    let code = 0;
    try {
      command.parse(['--god'], { from: 'user' });
    } catch (error) {
      code = reportFailure(error);
    }
    expect(code).toBe(2);
    expect(printed).toBe("error: unknown option '--god'\n(Did you mean --good?)\n");
  });
});

test('positions count characters, for every kind of line end', () => {
  const source = new SourceText('x', 'a\nb\r\n\u{1f6f0}c\rd');
  expect([0, 2, 5, 7, 9].map((offset) => source.position(offset))).toEqual([
    { line: 1, column: 1 },
    { line: 2, column: 1 },
    { line: 3, column: 1 },
    { line: 3, column: 2 },
    { line: 4, column: 1 },
  ]);
  expect([1, 2, 3, 4].map((line) => source.lineText(line))).toEqual(['a', 'b', '\u{1f6f0}c', 'd']);
});
