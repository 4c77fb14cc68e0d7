;; SPDX-License-Identifier: Apache-2.0
;; The loop of host_calls.wat without the host call: what a host call costs is the difference.
(module
  (memory 1)
  (global (export "__heap_base") i32 (i32.const 64))
  (global (export "__data_end") i32 (i32.const 64))
  (func (export "module_step")
    (local $i i32)
    (loop $again
      (i64.store (i32.const 8) (i64.add (i64.load (i32.const 8)) (i64.extend_i32_u (local.get $i))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 1000))))))
