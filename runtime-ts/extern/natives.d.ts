// SPDX-License-Identifier: Apache-2.0
/**
 * What the compiler derives from the HAL groups: the table of native functions, the capabilities.
 * @header fuse_natives.h
 */

/**
 * The native functions that modules may import, as WAMR wants them. Writable: WAMR sorts the table.
 * @cname fuse_native_symbols
 */
declare const nativeSymbols: Pointer<NativeSymbol>;
/** @cname fuse_native_symbol_count */
declare const nativeSymbolCount: u32;

/**
 * SHA-256 of the names and signatures of all native functions of the source tree.
 * @cname fuse_natives_hash
 */
declare const nativesHash: ConstPointer<u8>;

/**
 * The capabilities of the groups that are compiled in.
 * @cname FUSE_CAPABILITIES
 */
declare const CAPABILITIES: u32;
