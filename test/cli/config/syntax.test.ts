// SPDX-License-Identifier: Apache-2.0
// JSON with comments: what is accepted, and how wrong syntax is reported.

import { check, natives, validConfig, validFlat } from '../../support/app-config';
import { checkBytes } from '../../../cli/config/command';
import { formatDiagnostics } from '../../../cli/support/diagnostics';
import pc from 'picocolors';

const flat = JSON.stringify(validFlat());

test.each([
  ['comments', `// one\n/* two */ ${flat} // three`],
  ['a byte order mark', `\uFEFF${flat}`],
  ['Windows line ends', JSON.stringify(validFlat(), null, 2).replaceAll('\n', '\r\n')],
  ['numbers with exponents', flat.replace('62', '6.2e1')],
  ['a negative zero', flat.replace('"event_subscribe":0', '"event_subscribe":-0')],
])('accepts %s', (_, text) => {
  const { errors, files } = check(text, 'p.json');
  expect(errors).toEqual([]);
  expect(files.get('p_policy.bin')?.equals(check(flat, 'p.json').files.get('p_policy.bin') ?? Buffer.of())).toBe(true);
});

test.each([
  ['an empty file', '', '1:1', 'the file is empty; it needs an object { … }'],
  ['nothing but a comment', ' // x', '1:1', 'the file is empty; it needs an object { … }'],
  ['a trailing comma in an object', '{\n "a": 1,\n}', '2:8', "trailing comma before '}'; remove it"],
  ['a trailing comma in a list', '{ "a": [1,] }', '1:10', "trailing comma before ']'; remove it"],
  ['a missing comma', '{ "a": 1\n "b": 2 }', '2:2', `expected ',', found '"b"'`],
  ['a missing colon', '{ "a" 1 }', '1:7', "expected ':', found '1'"],
  ['a name without quotes', '{ a: 1 }', '1:3', 'a property name is written in double quotes: "a"'],
  ['single quotes', "{ 'a': 1 }", '1:3', 'strings are written in double quotes'],
  ['a missing brace', '{ "a": 1', '1:8', "expected '}', found the end of the file"],
  ['a missing value', '{ "a": }', '1:8', "expected a value, found '}'"],
  ['text after the end', '{} {}', '1:4', 'the file should end here'],
  ['a hexadecimal number', '{ "a": 0x1F }', '1:8', 'JSON has no hexadecimal numbers; write 31'],
  ['a leading zero', '{ "a": 007 }', '1:8', "'007' is not a JSON number"],
  ['an open string', '{ "a": "b\n}', '1:8', "the string is not closed with '\"'"],
  ['an unknown escape', '{ "a": "\\q" }', '1:8', 'unknown escape in the string; a backslash itself is \\\\'],
  ['an open comment', '{ } /* x', '1:5', 'the comment is not closed'],
  ['NaN', '{ "a": NaN }', '1:8', "'NaN' is not a JSON value"],
])('refuses %s', (_, text, place, message) => {
  const { errors, places } = check(text);
  expect([places[0], errors[0]]).toEqual([place, message]);
});

test('several errors of syntax in one run', () => {
  expect(check('{ "a": 1,\n }\n,').places.length).toBeGreaterThan(1);
});

test('duplicate keys are errors, also below a duplicate', () => {
  const text = '{ "application": { "name": "a", "name": "b" },\n  "application": 3 }';
  const { errors, places } = check(text);
  expect(errors).toEqual([
    'application.name: duplicate key; first on line 1',
    'application: duplicate key; first on line 1',
    'application: expected an object { … }, found 3',
  ]);
  expect(places).toEqual(['1:33', '2:3', '2:18']);
});

test('deep nesting is refused, not followed', () => {
  const { errors, places } = check('['.repeat(200_000));
  expect(errors).toEqual(['nested deeper than 64 levels']);
  expect(places).toEqual(['1:65']);
});

test('a file that is not UTF-8', () => {
  const bytes = Buffer.concat([Buffer.from('{\n "ü'), Buffer.of(0xff, 0x22, 0x7d)]);
  const { source, diagnostics } = checkBytes('latin1.json', bytes, natives);
  expect(formatDiagnostics(source, diagnostics, pc.createColors(false))).toBe(
    'latin1.json:2:4: error: not UTF-8 text from here on\n    2 |  "ü�"}\n      |    ^\n',
  );
});

describe('messages', () => {
  const print = (text: string, name = 'app.json', color = false): string => {
    const { source, diagnostics } = checkBytes(name, Buffer.from(text), natives);
    return formatDiagnostics(source, diagnostics, pc.createColors(color));
  };

  test('have file, line, column, field, the nearest word, the line and a caret', () => {
    const text = JSON.stringify(validConfig(), null, 4).replace('"LOG"', '"CAMRA"');
    expect(print(text)).toBe(
      [
        "app.json:24:21: error: modules[0].policy.capabilities[1]: unknown capability 'CAMRA'; did you mean 'CAMERA'?",
        '   24 |                     "CAMRA",',
        '      |                     ^~~~~~~',
        '',
      ].join('\n'),
    );
  });

  test('are coloured on a terminal', () => {
    expect(print('{}', 'a.json', true)).toContain('\u001b[31merror:\u001b[39m');
  });

  test('show a window of a long line', () => {
    const line = print(JSON.stringify(validConfig()).replace('10000000', '"1"')).split('\n');
    expect(line[0]).toContain('expected an integer, found the string "1"; did you mean 1?');
    expect(line[1]?.length).toBeLessThan(130);
    expect(line[1]?.slice(line[2]?.indexOf('^')).startsWith('"1"')).toBe(true);
  });

  test('let no control character of the file through', () => {
    const shown = print('{ "application": 1, "\u001b[31m": 1, "x\\u001b[0m": 2 }', 'we\u001bird.json');
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f]/);
  });

  test('a tab before the place does not move the caret', () => {
    const [, line, caret] = print('{\n\t"applicaton": 1 }').split('\n');
    expect(line?.[caret?.indexOf('^') ?? 0]).toBe('"');
  });
});
