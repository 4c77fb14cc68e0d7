// SPDX-License-Identifier: Apache-2.0
// The demo modules as wasm, run by Node with host functions that only record: what they compute, for any frame.

import * as fs from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { demoFolder } from '../../cli/demo/applications';
import { meanAbsoluteDeviation } from '../../cli/demo/frame';
import { decodeRunLengths } from '../../cli/demo/rle';
import { encodeByDefinition } from '../support/demo';

/** frame_filter drops below 8; its event is bit 1. */
const DATA_CAPTURED = 1;
const FRAME_BYTES = 320 * 240;

class Recorder {
  frame: Uint8Array = new Uint8Array();
  log: string[] = [];
  events: number[] = [];
  down: Buffer[] = [];
  private exports: WebAssembly.Exports = {};

  constructor(readonly module: WebAssembly.Module) {
    const env = {
      camera_last_frame: (address: number, capacity: number) => {
        const bytes = this.frame.subarray(0, capacity);
        this.bytes(address, capacity).set(bytes);
        return BigInt(bytes.length);
      },
      module_log_event: (address: number, length: number, level: number) => {
        this.log.push(`${level} ${Buffer.from(this.bytes(address, length)).toString('latin1')}`);
      },
      fuse_event_post: (id: number) => void this.events.push(id),
      downlink_write: (address: number, length: number) => {
        this.down.push(Buffer.from(this.bytes(address, length)));
        return length;
      },
    };
    this.exports = new WebAssembly.Instance(module, { env }).exports;
  }

  private bytes(address: number, length: number): Uint8Array {
    return new Uint8Array((this.exports['memory'] as WebAssembly.Memory).buffer, address, length);
  }

  step(frame: Uint8Array): void {
    Object.assign(this, { frame, log: [], events: [], down: [] });
    (this.exports['module_step'] as () => void)();
  }
}

function load(name: string): Recorder {
  return new Recorder(new WebAssembly.Module(fs.readFileSync(path.join(demoFolder(), `${name}.wasm`))));
}

/** Frames with runs and without, of any size up to the camera's. */
const frames = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 2000 }),
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 20,
    })
    .map((parts) => new Uint8Array(Buffer.concat(parts.map(([count, value]) => Buffer.alloc(count, value))))),
);

describe.each(['camera_compress', 'frame_compress'])('%s', (name) => {
  const module = load(name);

  test('sends down the run lengths of the frame, and logs both sizes', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        module.step(frame);
        const [encoded = Buffer.alloc(0)] = module.down;
        expect(module.down).toHaveLength(1);
        expect(encoded.equals(encodeByDefinition(frame))).toBe(true);
        expect(decodeRunLengths(encoded, frame.length).equals(frame)).toBe(true);
        expect(module.log).toEqual([`1 compressed ${frame.length} to ${encoded.length} bytes`]);
        expect(module.events).toEqual([]);
      }),
    );
  });

  test('has room for the worst frame', () => {
    const worst = new Uint8Array(FRAME_BYTES).map((_, i) => i % 251);
    module.step(worst);
    expect(module.down[0]?.length).toBe(2 * FRAME_BYTES);
    expect(module.log).toEqual(['1 compressed 76800 to 153600 bytes']);
  });

  test('sends nothing when there is no frame', () => {
    module.step(new Uint8Array());
    expect(module.down).toEqual([]);
    expect(module.log).toEqual(['1 no frame']);
  });
});

describe('frame_filter', () => {
  const filter = load('frame_filter');

  test('posts DATA_CAPTURED for exactly the frames whose deviation is 8 or more, and logs it', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        filter.step(frame);
        const words = /^1 deviation (\d+\.\d\d): (kept|dropped)$/.exec(filter.log[0] ?? '');
        const deviation = meanAbsoluteDeviation(frame);
        expect(filter.log).toHaveLength(1);
        expect(Math.abs(Number(words?.[1]) + 0.005 - deviation)).toBeLessThan(0.006);
        expect(filter.events).toEqual(words?.[2] === 'kept' ? [DATA_CAPTURED] : []);
        // At the limit itself the checker's floating point may round either way.
        if (Math.abs(deviation - 8) > 1e-6) expect(words?.[2]).toBe(deviation >= 8 ? 'kept' : 'dropped');
      }),
    );
  });

  test.each([
    ['just at the limit', [0, 16], 'kept', '8.00'],
    ['a hair below it', [...Array(99).fill(0), ...Array(100).fill(16), 8], 'dropped', '7.96'],
    ['black and white', [0, 255], 'kept', '127.50'],
    ['one pixel', [200], 'dropped', '0.00'],
  ])('%s', (_, frame, decision, deviation) => {
    filter.step(Uint8Array.from(frame));
    expect(filter.log).toEqual([`1 deviation ${deviation}: ${decision}`]);
    expect(filter.events).toEqual(decision === 'kept' ? [DATA_CAPTURED] : []);
  });

  test('the largest frame, black and white, overflows nothing', () => {
    filter.step(new Uint8Array(FRAME_BYTES).map((_, i) => (i % 2) * 255));
    expect(filter.log).toEqual(['1 deviation 127.50: kept']);
    filter.step(new Uint8Array(FRAME_BYTES).fill(255));
    expect(filter.log).toEqual(['1 deviation 0.00: dropped']);
  });

  test('posts nothing when there is no frame', () => {
    filter.step(new Uint8Array());
    expect(filter.events).toEqual([]);
    expect(filter.log).toEqual(['1 no frame']);
  });
});

test('the hostile module behaves for three steps', () => {
  const hostile = load('hostile');
  for (let i = 0; i < 3; i++) {
    hostile.step(new Uint8Array());
    expect(hostile.log).toEqual(['1 all is well']);
  }
});

test('each module imports what its policy grants, and no more', () => {
  const imports = (name: string): string[] =>
    WebAssembly.Module.imports(load(name).module)
      .map((entry) => entry.name)
      .sort();
  expect(imports('camera_compress')).toEqual(['camera_last_frame', 'downlink_write', 'module_log_event']);
  expect(imports('frame_filter')).toEqual(['camera_last_frame', 'fuse_event_post', 'module_log_event']);
  expect(imports('frame_compress')).toEqual(['camera_last_frame', 'downlink_write', 'module_log_event']);
  expect(imports('hostile')).toEqual(['module_log_event']);
});
