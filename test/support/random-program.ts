// SPDX-License-Identifier: Apache-2.0
/** Random programs of the subset for testing the prover: guards, loops, slices, fields and calls that change them. */

/** Reproducible random numbers (mulberry32). */
export class Random {
  constructor(private state: number) {}
  below(n: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

const LITERALS = ['0', '1', '2', '3', '7', '15', '16', '31', '255', '1000', '65535', '4294967295'];
const SMALL = ['1', '2', '3', '7', '15', '16'];
export const BUFFER = 16;

interface Scope {
  /** Names of readable u32 values. */
  readonly values: string[];
  /** Names of assignable ones. */
  readonly variables: string[];
  readonly slices: string[];
}

export class Generator {
  private fresh = 0;
  private functions = 0;
  constructor(private readonly random: Random) {}

  private name(prefix: string): string {
    this.fresh += 1;
    return `${prefix}${this.fresh}`;
  }

  private atom(scope: Scope): string {
    const { random } = this;
    const roll = random.below(10);
    if (roll < 5) return random.pick(scope.values);
    if (roll < 7) return `${random.pick(scope.slices)}.length`;
    return random.pick([
      'state.x',
      'state.y',
      'u32(state.n)',
      'state.inner.z',
      'hidden.low',
      'hidden.digit',
      'level',
      `grid[${random.below(8)}]`,
    ]);
  }

  expression(scope: Scope, depth: number): string {
    const { random } = this;
    if (depth <= 0) return this.atom(scope);
    const deeper = (): string => (random.chance(30) ? random.pick(LITERALS) : this.expression(scope, depth - 1));
    const left = this.expression(scope, depth - 1);
    switch (random.below(18)) {
      case 0:
      case 1:
        return `(${left} + ${random.chance(50) ? random.pick(SMALL) : deeper()})`;
      case 2:
      case 3:
        return `(${left} - ${random.chance(50) ? random.pick(SMALL) : deeper()})`;
      case 4:
        return `(${left} * ${random.pick(SMALL)})`;
      case 5:
        return `wrap(${left} ${random.pick(['+', '-', '*'])} ${deeper()})`;
      case 6:
        return `sat(${left} ${random.pick(['+', '-', '*'])} ${deeper()})`;
      case 7:
        return `(${left} & ${random.pick(['1', '7', '15', '255'])})`;
      case 8:
        return `(${left} >> ${random.pick(['1', '4', '28'])})`;
      case 9:
        return `(${left} % ${random.chance(50) ? random.pick(SMALL) : `(${this.atom(scope)} | 1)`})`;
      case 10:
      case 11:
        return `min(${left}, ${deeper()})`;
      case 12:
        return `max(${left}, ${deeper()})`;
      case 13:
        return `idiv(${left}, ${random.pick(SMALL)})`;
      case 14:
        return `(${this.condition(scope, 1)} ? ${left} : ${this.expression(scope, depth - 1)})`;
      case 15:
        return `u32(u8.${random.pick(['wrap', 'sat'])}(${left}))`;
      case 16:
        return `u32(${random.pick(scope.slices)}[${left}])`;
      default:
        return `(${left} ${random.pick(['|', '^', '&'])} ${this.expression(scope, depth - 1)})`;
    }
  }

  condition(scope: Scope, depth: number): string {
    const { random } = this;
    if (depth > 0 && random.chance(35)) {
      const op = random.pick(['&&', '||']);
      return `(${this.condition(scope, depth - 1)} ${op} ${this.condition(scope, depth - 1)})`;
    }
    if (random.chance(10)) return `!(${this.condition(scope, 0)})`;
    const left = this.expression(scope, random.below(2));
    if (random.chance(40)) {
      const op = random.pick(['<', '<=', '>', '>=', '===', '!==']);
      return `${left} ${op} ${random.pick(op === '<' || op === '>=' ? LITERALS.slice(1) : LITERALS.slice(0, -1))}`;
    }
    // Not `<`: TypeScript would take `a < (b > (c))` for type arguments. Two equal sides are refused.
    const right = this.expression(scope, random.below(2));
    return `${left} ${random.pick(['<=', '>', '>=', '===', '!=='])} ${right === left ? `wrap(${right} + 1)` : right}`;
  }

  private block(scope: Scope, depth: number, inLoop: boolean, indent: string): string {
    const inner: Scope = { values: [...scope.values], variables: [...scope.variables], slices: [...scope.slices] };
    const count = 1 + this.random.below(4);
    let text = '';
    for (let i = 0; i < count; i++) text += this.statement(inner, depth, inLoop, indent);
    return text;
  }

  private statement(scope: Scope, depth: number, inLoop: boolean, indent: string): string {
    const { random } = this;
    const deep = depth > 0;
    switch (random.below(deep ? 26 : 15)) {
      case 0:
      case 1: {
        const value = this.expression(scope, 2);
        const name = this.name('k');
        scope.values.push(name);
        return `${indent}const ${name} = ${value};\n${indent}consume(${name});\n`;
      }
      case 2: {
        const value = this.expression(scope, 2);
        const name = this.name('v');
        scope.values.push(name);
        scope.variables.push(name);
        return `${indent}let ${name}: u32 = ${value};\n${indent}consume(${name});\n`;
      }
      case 3:
      case 4:
        if (scope.variables.length === 0) return '';
        return `${indent}${random.pick(scope.variables)} ${random.pick(['=', '=', '+=', '-='])} ${this.expression(scope, 1)};\n`;
      case 5:
        return `${indent}${random.pick(['state.x', 'state.y', 'state.inner.z'])} = ${this.expression(scope, 2)};\n`;
      case 6:
        return `${indent}state.n = u16.${random.pick(['wrap', 'sat'])}(${this.expression(scope, 1)});\n`;
      case 7: {
        const from = this.expression(scope, 1);
        const to = this.expression(scope, 1);
        const name = this.name('s');
        const of = random.pick(scope.slices);
        scope.slices.push(name);
        return `${indent}const ${name} = view(${of}, ${from}, ${to});\n${indent}consume(${name}.length);\n`;
      }
      case 8:
        return `${indent}buffer[${this.expression(scope, 1)}] = u8.wrap(${this.expression(scope, 1)});\n`;
      case 9:
        if (this.functions === 0) return '';
        return `${indent}consume(run${random.below(this.functions)}(${this.atom(scope)}, ${this.atom(scope)}, ${random.pick(scope.slices)}));\n`;
      case 10:
        return `${indent}level = min(${this.expression(scope, 1)}, ${random.pick(SMALL)});\n`;
      case 11:
        return `${indent}grid[(${this.expression(scope, 1)}) & 7] = ${this.expression(scope, 1)} & ${random.pick(['15', '255'])};\n`;
      case 12:
        return `${indent}hidden.low = ${random.pick(['level', 'hidden.digit', 'grid[3]', `(${this.expression(scope, 1)}) >> 20`])};\n`;
      case 13:
        return `${indent}hidden.digit = ${this.expression(scope, 1)};\n`;
      case 14:
        return `${indent}consume(helper(${this.expression(scope, 1)} & ${random.pick(['3', '15'])}, min(${this.atom(scope)}, 40)));\n`;
      case 15:
      case 16:
      case 17: {
        const test = this.condition(scope, 2);
        const leave = random.chance(25)
          ? `${indent}  ${inLoop && random.chance(60) ? random.pick(['break', 'continue']) : 'return 0'};\n`
          : '';
        const then = leave === '' ? this.block(scope, depth - 1, inLoop, `${indent}  `) : leave;
        if (leave !== '' || random.chance(60)) return `${indent}if (${test}) {\n${then}${indent}}\n`;
        return `${indent}if (${test}) {\n${then}${indent}} else {\n${this.block(scope, depth - 1, inLoop, `${indent}  `)}${indent}}\n`;
      }
      case 18:
      case 19: {
        const i = this.name('i');
        const limit = `min(${this.expression(scope, 1)}, ${random.pick(['5', '9', '16'])})`;
        const limitName = this.name('l');
        const inner: Scope = {
          values: [...scope.values, i, limitName],
          variables: scope.variables,
          slices: scope.slices,
        };
        const body = this.block(inner, depth - 1, true, `${indent}  `);
        const head = random.chance(70)
          ? `for (let ${i}: u32 = ${random.pick(['0', '1'])}; ${i} < ${limitName}; ${i}++)`
          : `for (let ${i}: u32 = ${limitName}; ${i} > 0; ${i}--)`;
        return `${indent}const ${limitName} = ${limit};\n${indent}${head} {\n${body}${indent}}\n`;
      }
      case 20: {
        const counter = this.name('c');
        const inner: Scope = { ...scope, values: [...scope.values, counter], variables: scope.variables };
        const test = this.condition(inner, 1);
        const body = this.block(inner, depth - 1, true, `${indent}  `);
        const step = random.pick(['1', '1', '2']);
        return (
          `${indent}let ${counter}: u32 = 0;\n${indent}// @bound 12 as the test wants\n` +
          `${indent}while (${test}) {\n${indent}  ${counter} += ${step};\n${body}${indent}}\n`
        );
      }
      case 21: {
        const test = this.condition(scope, 1);
        const name = this.name('b');
        return `${indent}const ${name} = ${test};\n${indent}if (${name}) {\n${this.block(scope, depth - 1, inLoop, `${indent}  `)}${indent}}\n`;
      }
      case 22:
      case 23:
      case 24: {
        const left = this.name('r');
        const inner: Scope = { ...scope, values: [...scope.values, left], variables: scope.variables };
        const step = random.pick([
          `${left} = ${left} >> 1`,
          `${left} = idiv(${left}, 3)`,
          `${left} -= 1`,
          `${left} -= min(${left}, 2)`,
          `if (${this.atom(scope)} > 7) ${left} = 0; else ${left} -= 1`,
        ]);
        const inside = this.block(inner, depth - 1, false, `${indent}  `);
        return (
          `${indent}let ${left}: u32 = min(${this.expression(scope, 1)}, ${random.pick(['9', '16', '31'])});\n` +
          `${indent}while (${left} > 0) {\n${indent}  ${step};\n${inside}${indent}}\n${indent}consume(${left});\n`
        );
      }
      default: {
        const subject = random.pick(scope.values);
        const one = this.block(scope, depth - 1, inLoop, `${indent}    `);
        const other = this.block(scope, depth - 1, inLoop, `${indent}    `);
        return (
          `${indent}switch (max(${subject}, 0)) {\n${indent}  case 0:\n${indent}  case 3: {\n${one}${indent}    break;\n${indent}  }\n` +
          `${indent}  default: {\n${other}${indent}    break;\n${indent}  }\n${indent}}\n`
        );
      }
    }
  }

  private function(): string {
    const scope: Scope = { values: ['a', 'b'], variables: [], slices: ['s'] };
    let body = '';
    const count = 3 + this.random.below(5);
    for (let i = 0; i < count; i++) body += this.statement(scope, 3, false, '  ');
    const result = this.expression(scope, 1);
    const text = `export function run${this.functions}(a: u32, b: u32, s: ReadonlySlice<u8>): u32 {\n  consume(a ^ b ^ s.length);\n${body}  return ${result};\n}\n`;
    this.functions += 1;
    return text;
  }

  program(functions: number): string {
    let text =
      `/** A random program. */\ninterface Inner { z: u32 }\nexport interface State { x: u32; y: u32; n: u16; inner: Inner }\n` +
      `/** @range 0..9 */\ntype Digit = u32;\ninterface Hidden { low: u32; digit: Digit }\nconst hidden: Hidden = zeroed();\n` +
      `let level: u32 = 0;\nconst grid: FixedArray<u32, 8> = zeroed();\n` +
      `const state: State = zeroed();\nconst buffer: FixedArray<u8, ${BUFFER}> = zeroed();\nlet sink: u32 = 0;\n` +
      `function consume(value: u32): void { sink = wrap(sink + value); }\n` +
      `function helper(p: u32, q: u32): u32 { return p + q * level + grid[p & 7] + hidden.low; }\n` +
      `export function setState(x: u32, y: u32, n: u16): void { state.x = x; state.y = y; state.n = n; state.inner.z = 3; }\n` +
      `export function digest(): u32 { return sink ^ state.x ^ state.y ^ state.inner.z ^ buffer[0] ^ buffer[15]; }\n`;
    for (let i = 0; i < functions; i++) text += this.function();
    return text;
  }
}

/** Calls every function with numbers small and large, and prints each site that panicked, once. */
export function driver(functions: number, runs: number): string {
  const calls = Array.from({ length: functions }, (_, i) => `case ${i}: (void)fuse_run${i}(a, b, s); break;`);
  return `
static uint32_t seed = 1U;
static uint32_t next(void) { seed ^= seed << 13; seed ^= seed >> 17; seed ^= seed << 5; return seed; }
static uint32_t number(void) {
    switch (next() % 6U) { case 0: return next() % 4U; case 1: return next() % 20U; case 2: return next() % 300U;
      case 3: return UINT32_MAX - next() % 3U; case 4: return 0x7FFFFFFFU + next() % 3U; default: return next(); }
}
static unsigned char seen[100000];
int main(void) {
    uint8_t bytes[40];
    for (uint32_t turn = 0; turn < ${runs}U * ${functions}U; turn++) {
        for (size_t i = 0; i < sizeof bytes; i++) { bytes[i] = (uint8_t)number(); }
        fuse_set_state(number(), number(), (uint16_t)number());
        const fuse_view_u8_t s = { bytes, next() % 41U };
        const uint32_t a = number();
        const uint32_t b = number();
        if (ATTEMPT) {
            switch (turn % ${functions}U) { ${calls.join(' ')} }
        } else if (!seen[last_site]) {
            seen[last_site] = 1;
            printf("%" PRIu32 "\\n", last_site);
        }
    }
    puts("end");
    return 0;
}
`;
}
