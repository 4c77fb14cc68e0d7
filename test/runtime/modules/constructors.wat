;; SPDX-License-Identifier: Apache-2.0
;; The entries that toolchains add, __post_instantiate and __wasm_call_ctors, each logging its name; "again" if they are run twice.
(module
  (import "env" "module_log_event" (func $log (param i32 i32 i32)))
  (memory 1)
  (global (export "__heap_base") i32 (i32.const 64))
  (global (export "__data_end") i32 (i32.const 64))
  (global $runs (mut i32) (i32.const 0))
  (data (i32.const 8) "postctorsagain")
  (func $run (param $address i32) (param $length i32)
    (global.set $runs (i32.add (global.get $runs) (i32.const 1)))
    (if (i32.gt_u (global.get $runs) (i32.const 2))
      (then (call $log (i32.const 17) (i32.const 5) (i32.const 1)))
      (else (call $log (local.get $address) (local.get $length) (i32.const 1)))))
  (func (export "__post_instantiate") (call $run (i32.const 8) (i32.const 4)))
  (func (export "__wasm_call_ctors") (call $run (i32.const 12) (i32.const 5)))
  (func (export "module_step")))
