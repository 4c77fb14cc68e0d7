// SPDX-License-Identifier: Apache-2.0
/** The golden programs run: gcc and clang, without and with optimisation, under AddressSanitizer and UBSan. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { emitSources, execute, temporaryFolder } from '../../support/backend';

const directory = path.join(__dirname.replace(/([/\\])dist([/\\])test\b/, '$1test'), 'fixtures');
const folder = temporaryFolder();

/** Each line: a C expression, and what it prints; `panic` where a check must fire. */
const CASES: readonly (readonly [expression: string, expected: string])[] = [
  ['fuse_sum(1U, 2U)', '3'],
  ['fuse_sum(UINT32_MAX, 0U)', '4294967295'],
  ['fuse_sum(UINT32_MAX, 1U)', 'panic'],
  ['fuse_difference(5U, 3U)', '2'],
  ['fuse_difference(3U, 5U)', '0'],
  ['fuse_scaled(UINT32_MAX)', '4003'],
  ['fuse_mean(65535U, 65535U)', '65535'],
  ['fuse_quotient(-7, 2)', '-3'],
  ['fuse_quotient(1, 0)', 'panic'],
  ['fuse_quotient(INT32_MIN, -1)', 'panic'],
  ['fuse_bucket(10U, 0U)', '0'],
  ['fuse_bucket(10U, 3U)', '1'],
  ['fuse_mix(2166136261U, 97U)', '3826002220'],
  ['fuse_clamped(INT32_MIN, 1)', '-2147483648'],
  ['fuse_clamped(INT32_MAX, -1)', '2147483647'],
  ['fuse_try_multiply(UINT64_MAX, 2U, &wide)', '0'],
  ['fuse_try_multiply(UINT64_C(4294967296), 3U, &wide)', '1'],
  ['wide', '12884901888'],
  ['fuse_low_byte(0x1234ABU)', '52'],
  ['fuse_rotate_left(0x80000001U, 1U)', '3'],
  ['fuse_rotate_left(0x80000001U, 32U)', '2147483649'],
  ['fuse_sign(-9)', '-1'],
  ['fuse_negated(INT16_MIN)', 'panic'],
  ['fuse_negated(5)', '-5'],

  ['fuse_total(view)', '15'],
  ['fuse_total(none)', '0'],
  ['fuse_at(view, 4U)', '5'],
  ['fuse_at(view, 5U)', 'panic'],
  ['fuse_at(none, 0U)', 'panic'],
  ['fuse_at_or(view, 5U, 99U)', '99'],
  ['fuse_total_after(view, 3U)', '9'],
  ['fuse_total_after(view, 30U)', '0'],
  ['fuse_total_after(none, 0U)', '0'],
  ['fuse_store(view)', '5'],
  ['fuse_stored()', '780'],
  ['fuse_sliced(0U, 5U)', '15'],
  ['fuse_sliced(3U, 2U)', 'panic'],
  ['fuse_sliced(0U, 9U)', 'panic'],
  ['fuse_sliced(8U, 8U)', '0'],
  ['(fuse_store_all(none), 1)', '1'],
  ['(fuse_store_all(ten), 1)', 'panic'],
  ['(fuse_reverse(slice), fuse_at(view, 0U))', '5'],
  ['fuse_at(view, 3U)', '2'],

  ['fuse_last_x()', '-1'],
  ['fuse_first_next_x()', 'panic'],
  ['fuse_add_segment(&point)', '1'],
  ['fuse_last_x()', '7'],
  ['fuse_add_segment(&point)', '1'],
  ['fuse_last_x()', '14'],
  ['fuse_first_next_x()', '7'],
  ['fuse_add_segment(&point)', '1'],
  ['fuse_add_segment(&point)', '1'],
  ['fuse_add_segment(&point)', '0'],
  ['fuse_shifted(INT32_MAX)', '2147483647'],

  ['fuse_current_area()', '0'],
  ['(fuse_set_circle(10U), fuse_current_area())', '300'],
  ['fuse_is_wide()', '0'],
  ['(fuse_set_circle(65535U), fuse_current_area())', 'panic'],
  ['(fuse_set_rectangle(65535U, 2U), fuse_current_area())', '131070'],
  ['fuse_is_wide()', '1'],

  ['fuse_count_bits(0U)', '0'],
  ['fuse_count_bits(UINT32_MAX)', '32'],
  ['fuse_collatz(1U)', '0'],
  ['fuse_collatz(6U)', '8'],
  ['fuse_collatz(25U)', '23'],
  ['fuse_collatz(27U)', 'panic'],
  ['fuse_downward(words)', '4'],
  ['fuse_every_third(words)', '4'],
  ['fuse_digits(0U)', '1'],
  ['fuse_digits(UINT32_MAX)', '10'],

  ['fuse_name_of(FUSE_COMMAND_GO)[0]', '103'],
  ['strlen(fuse_name_of(FUSE_COMMAND_TURN))', '14'],
  ['fuse_advance()', '1'],
  ['fuse_advance()', '0'],
  ['fuse_classify(1U)', '10'],
  ['fuse_classify(2U)', '4'],
  ['fuse_classify(3U)', '99'],

  ['fuse_count_up(5U)', '0'],
  ['(fuse_post(8U), fuse_peek())', '13'],
  ['fuse_take()', '13'],
  ['fuse_take()', '0'],
  ['fuse_enter()', '1'],
  ['fuse_enter()', '0'],
  ['(fuse_leave(), fuse_enter())', '1'],

  ['fuse_greeting_length()', '5'],
  ['fuse_letter(1U)', '101'],
  ['fuse_letter(5U)', 'panic'],
  ['fuse_sum_of_both()', '1325'],
  ['fuse_lookup(1U)', '2'],
  ['fuse_lookup(2U)', '0'],

  ['fuse_tell(21U)', '42'],
  ['fuse_turns(3U)', '0'],
  ['(fuse_set_hooks(&hooks), fuse_tell(21U))', '1021'],
  ['fuse_turns(9U)', '4'],
  ['fuse_turns(2U)', '2'],

  ['fuse_choose(7U)', '1'],
  ['fuse_set_slot(3U, 9U)', '1'],
  ['fuse_set_slot(4U, 9U)', '0'],
  ['fuse_sum_of_slots()', '9'],

  ['(int)fuse_truncated(-2.9F)', '-2'],
  ['fuse_truncated(2147483648.0F)', 'panic'],
  ['(int)fuse_truncated(-2147483648.0F)', '-2147483648'],
  ['fuse_truncated(nan)', 'panic'],
  ['fuse_truncated_u8(255.99)', '255'],
  ['fuse_truncated_u8(256.0)', 'panic'],
  ['fuse_truncated_u8(-0.99)', '0'],
  ['fuse_truncated_u8(-1.0)', 'panic'],
  ['fuse_larger(2.0, 3.0)', '3'],
  ['fuse_from_int(16777217U) == 16777216.0F', '1'],
  // A fused multiply-add would give -2^-24 here.
  ['fuse_mad(1.000000119F, 0.999999881F, -1.0F) == 0.0F', '1'],
];

const SETUP = `
static uint32_t thousand(uint32_t value) { return value + 1000U; }
static bool below_four(uint32_t turn) { return turn < 4U; }
int main(void) {
    uint8_t bytes[10] = { 1, 2, 3, 4, 5 };
    const fuse_view_u8_t view = { bytes, 5U };
    const fuse_view_u8_t ten = { bytes, 10U };
    const fuse_view_u8_t none = { NULL, 0U };
    const fuse_slice_u8_t slice = { bytes, 5U };
    const uint32_t numbers[] = { 4, 1, 2, 7, 3, 3, 9, 5, 5 };
    const fuse_view_u32_t words = { numbers, 9U };
    const fuse_point_t point = { 7, 8 };
    const fuse_hooks_t hooks = { thousand, below_four };
    const float nan = __builtin_nanf("");
    uint64_t wide = 0U;
    (void)fuse_widened;
`;

test('every construct does what the language says', async () => {
  const names = fs.readdirSync(directory).filter((name) => name.endsWith('.ts'));
  const outputs = emitSources(
    folder,
    Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(directory, name), 'utf8')])),
  );
  const lines = CASES.map(
    ([expression]) => `if (ATTEMPT) { printf("%" PRId64 "\\n", (int64_t)(${expression})); } else { puts("panic"); }`,
  );
  const output = await execute(folder, outputs, `${SETUP}${lines.join('\n')}\nreturn 0;\n}\n`, {
    headers: names.map((name) => name.replace(/\.ts$/, '.h')),
    defines: ['-DAPP_FAST=0', '-DAPP_SLOTS=4'],
  });
  const actual = output.trim().split('\n');
  expect(actual.map((value, i) => `${CASES[i]?.[0]} is ${value}`)).toEqual(
    CASES.map(([e, value]) => `${e} is ${value}`),
  );
});
