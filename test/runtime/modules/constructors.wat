;; SPDX-License-Identifier: Apache-2.0
;; The entries that toolchains add: __post_instantiate and __wasm_call_ctors, each logging its name.
(module
  (import "env" "module_log_event" (func $log (param i32 i32 i32)))
  (memory 1)
  (global (export "__heap_base") i32 (i32.const 64))
  (global (export "__data_end") i32 (i32.const 64))
  (data (i32.const 8) "postctors")
  (func (export "__post_instantiate") (call $log (i32.const 8) (i32.const 4) (i32.const 1)))
  (func (export "__wasm_call_ctors") (call $log (i32.const 12) (i32.const 5) (i32.const 1)))
  (func (export "module_step")))
