# SPDX-License-Identifier: Apache-2.0
# The warnings that emitted and handwritten C must be free of: FUSE_C_GATE_FLAGS, and `fuse_c_gate` to link.
# cli/gate.ts runs them with every compiler.

set(FUSE_C_GATE_FLAGS -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wundef -Wvla -Wcast-qual -Werror)

add_library(fuse_c_gate INTERFACE)
target_compile_options(fuse_c_gate INTERFACE $<$<COMPILE_LANGUAGE:C>:-std=c11;${FUSE_C_GATE_FLAGS}>)
