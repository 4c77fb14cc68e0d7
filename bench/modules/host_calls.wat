;; SPDX-License-Identifier: Apache-2.0
;; 1000 host calls a step; the control does the same loop with a call of its own in place of the host call.
(module
  (import "env" "timer_get_timestamp" (func $now (result i64)))
  (memory 1)
  (global (export "__heap_base") i32 (i32.const 64))
  (global (export "__data_end") i32 (i32.const 64))
  (func (export "module_step")
    (local $i i32)
    (loop $again
      (i64.store (i32.const 8) (i64.add (i64.load (i32.const 8)) (call $now)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 1000))))))
