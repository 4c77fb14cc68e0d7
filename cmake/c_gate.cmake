# SPDX-License-Identifier: Apache-2.0
# `fuse_c_gate`: the warnings that emitted and handwritten C must be free of. cli/gate.ts runs it with every compiler.

add_library(fuse_c_gate INTERFACE)
target_compile_options(fuse_c_gate INTERFACE $<$<COMPILE_LANGUAGE:C>:-std=c11
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wundef -Wvla -Wcast-qual -Werror>)
