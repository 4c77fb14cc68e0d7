// SPDX-License-Identifier: Apache-2.0
/** Constructs: C, builds, interrupts, HAL groups. */
import type { Construct } from './constructs';

export const environment: readonly Construct[] = [
  {
    title: 'C functions and structs',
    rule: 'Declared in a .d.ts whose first doc comment names the header; what has no fields there is opaque.',
    section: '13',
    kinds: ['DeclareKeyword'],
    codes: ['FUSE2114', 'FUSE2116', 'FUSE6100', 'FUSE6104'],
    golden: ['extern'],
  },
  {
    title: 'names in C',
    rule: 'camelCase becomes snake_case, exported names get fuse_; @cname and @cprefix choose others; no two meet.',
    section: '13',
    codes: ['FUSE6101', 'FUSE6102', 'FUSE6105'],
    golden: ['public_header', 'comments'],
  },
  {
    title: 'build constants',
    rule: '/** @build MACRO lo..hi */ declare const NAME: u32 is a macro with a range, without a value in the source.',
    section: '14',
    codes: ['FUSE2129', 'FUSE5103'],
    golden: ['build_constant'],
  },
  {
    title: 'build conditions',
    rule: 'if (when(FLAG)) is #if around its statements, and nothing else is.',
    section: '14',
    library: ['BuildFlag', 'when'],
    codes: ['FUSE5101', 'FUSE5102'],
    golden: ['build_condition'],
  },
  {
    title: 'HAL groups',
    rule: 'A file with @group exists only under its flag; its names are used there, or under when() of the flag.',
    section: '14',
    kinds: ['ModuleDeclaration', 'ModuleBlock'],
    codes: ['FUSE1031', 'FUSE2127', 'FUSE5100', 'FUSE5107'],
    golden: ['native'],
  },
  {
    title: 'native functions',
    rule: '@import on a function of a group makes it callable from modules: wrapper, signature, capability and checks follow.',
    section: '14',
    codes: ['FUSE5104', 'FUSE5105', 'FUSE5106'],
    golden: ['native'],
  },
  {
    title: 'interrupts',
    rule: 'A function with @isr calls only @isr code and touches only Atomic, Reg, constant data and what is tagged @isr.',
    section: '11',
    codes: ['FUSE4110', 'FUSE4111', 'FUSE4112', 'FUSE4113'],
    golden: ['isr'],
  },
  {
    title: 'the compiler',
    rule: 'A failure of the compiler itself names its stage and leaves no output.',
    section: '17',
    codes: ['FUSE9000'],
  },
];
