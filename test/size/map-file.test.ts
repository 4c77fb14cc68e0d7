// SPDX-License-Identifier: Apache-2.0
/** The linker's map file, and which component a part of it belongs to. */
import { componentOf } from '../../cli/size/components';
import { parseMap } from '../../cli/size/map-file';

const MAP = `Discarded input sections

 .text.gone     0x00000000       0x40 libfuse.a(log.c.obj)

Memory Configuration

Name             Origin             Length             Attributes
flash            0x08000000         0x00100000         xr
ram              0x20000000         0x00020000         xrw
*default*        0x00000000         0xffffffff

Linker script and memory map

LOAD libfuse.a

.text           0x08000000       0x2c
 *(.vectors)
 .vectors       0x08000000       0x10 CMakeFiles/fuse_board.dir/boards/x/vectors.c.obj
                0x08000000                board_vectors
 .text.fuse_log_violation
                0x08000010        0x6 libfuse.a(log.c.obj)
                0x08000010                fuse_log_violation
 .text.empty    0x08000016        0x0 libfuse.a(log.c.obj)
 *fill*         0x08000016        0x2 
 .rodata.fuse_log_violation.str1.1
                0x08000018       0x14 libfuse.a(log.c.obj)
                                 0x18 (size before relaxing)

.note.gnu.build-id
                0x0800002c       0x24
 .note.gnu.build-id
                0x0800002c       0x24 linker stubs

.data           0x20000000        0x0 load address 0x08000050
OUTPUT(images/x.elf elf32-littlearm)
`;

test('sections, their parts and the memories; nothing that was discarded', () => {
  const { regions, sections } = parseMap(MAP, 'x.map');
  expect(regions).toEqual([
    { name: 'flash', origin: 0x08000000, length: 0x100000 },
    { name: 'ram', origin: 0x20000000, length: 0x20000 },
  ]);
  expect(sections.map(({ name, address, size }) => [name, address, size])).toEqual([
    ['.text', 0x08000000, 0x2c],
    ['.note.gnu.build-id', 0x0800002c, 0x24],
    ['.data', 0x20000000, 0],
  ]);
  expect(sections[0]?.pieces).toEqual([
    { address: 0x08000000, size: 0x10, name: '.vectors', file: 'CMakeFiles/fuse_board.dir/boards/x/vectors.c.obj' },
    { address: 0x08000010, size: 6, name: '.text.fuse_log_violation', file: 'libfuse.a(log.c.obj)' },
    { address: 0x08000016, size: 2 },
    { address: 0x08000018, size: 0x14, name: '.rodata.fuse_log_violation.str1.1', file: 'libfuse.a(log.c.obj)' },
  ]);
  expect(sections[1]?.pieces).toEqual([
    { address: 0x0800002c, size: 0x24, name: '.note.gnu.build-id', file: 'linker stubs' },
  ]);
});

test('another file is refused', () => {
  expect(() => parseMap('ELF', 'x.map')).toThrow('x.map is not a map file of GNU ld');
});

/** Functions of HAL groups from outside the tree. */
const ADDED = new Set(['native_uart_write']);

test.each([
  ['.text.native_uart_write', 'libfuse.a(fuse_runtime.c.obj)', 'added HAL groups'],
  [
    '.rodata.native_uart_write.str1.1',
    'd/x_runtime.dir/generated/whole_program/fuse_runtime.c.obj',
    'added HAL groups',
  ],
  ['.text.native_uart', 'libfuse.a(fuse_runtime.c.obj)', 'runtime core'],
  ['.text.a', 'libfuse.a(log.c.obj)', 'runtime core'],
  ['.text.a', 'libfuse.a(hal_log.c.obj)', 'runtime core'],
  ['.text.a', 'libfuse.a(fuse_natives.c.obj)', 'runtime core'],
  ['.text.a', 'libfuse.a(downlink.c.obj)', 'added HAL groups'],
  ['.text.a', 'demos/CMakeFiles/x_runtime.dir/__/generated/log.c.obj', 'runtime core'],
  ['.text.a', 'vmlib/libvmlib.a(aot_loader.c.obj)', 'WAMR'],
  ['.text.a', 'vmlib/libvmlib.a(memory_pool.c.obj)', 'platform'],
  ['.text.a', 'platform/freertos/libfuse_platform.a(task.c.obj)', 'platform'],
  ['.text.a', 'libfreertos_kernel.a(tasks.c.obj)', 'kernel'],
  ['.text.a', 'CMakeFiles/fuse_board.dir/boards/x/vectors.c.obj', 'board'],
  ['.text.a', '/usr/lib/libc_nano.a(lib_a-memcpy.o)', 'libc'],
  ['.text.a', '/usr/lib/libm.a(lib_a-s_ceil.o)', 'libm'],
  ['.text.a', '/usr/lib/libgcc.a(_udivmoddi4.o)', 'libgcc'],
  ['.text.a', 'demos/CMakeFiles/x.dir/main.c.obj', 'application'],
  ['.text.a', 'test/runtime/libfuse_test_images.a(x.c.obj)', 'application'],
  ['.rodata.frame_filter_aot', 'demos/CMakeFiles/x.dir/frame_filter.c.obj', 'modules'],
  ['.rodata.camera_frames', 'demos/CMakeFiles/fuse_camera_frames.dir/camera_frames.c.obj', 'frames'],
  ['.note.gnu.build-id', 'linker stubs', 'build id'],
])('%s of %s: %s', (name, file, component) => {
  expect(componentOf({ address: 0, size: 4, name, file }, 'x.map', ADDED)).toBe(component);
});

test('a library that nobody has thought of is an error, not a component', () => {
  expect(() =>
    componentOf({ address: 0, size: 4, name: '.text', file: '/usr/lib/librdimon.a(x.o)' }, 'x.map', ADDED),
  ).toThrow('x.map: /usr/lib/librdimon.a(x.o): no component is known for it');
});
