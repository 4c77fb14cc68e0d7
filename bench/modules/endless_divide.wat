;; SPDX-License-Identifier: Apache-2.0
;; Never returns: 64-bit division. The exit depends on data, so that the compiler keeps the loop's body.
(module
  (memory 1)
  (global (export "__heap_base") i32 (i32.const 2048))
  (global (export "__data_end") i32 (i32.const 2048))
  (func (export "module_step")
    (loop $again
      (i64.store (i32.const 0) (i64.div_u (i64.const 0x7fffffffffffffff) (i64.or (i64.load (i32.const 0)) (i64.const 3))))
      (br_if $again (i32.ne (i32.load (i32.const 1032)) (i32.const 0x5eed))))))
