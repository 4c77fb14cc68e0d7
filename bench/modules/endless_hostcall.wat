;; SPDX-License-Identifier: Apache-2.0
;; Never returns: host calls. The exit depends on data, so that the compiler keeps the loop's body.
(module
  (import "env" "timer_get_timestamp" (func $now (result i64)))
  (memory 1)
  (global (export "__heap_base") i32 (i32.const 2048))
  (global (export "__data_end") i32 (i32.const 2048))
  (func (export "module_step")
    (loop $again
      (i64.store (i32.const 0) (call $now))
      (br_if $again (i32.ne (i32.load (i32.const 1032)) (i32.const 0x5eed))))))
