;; SPDX-License-Identifier: Apache-2.0
;; Never returns: integer arithmetic. The exit depends on data, so that the compiler keeps the loop's body.
(module
  (memory 1)
  (global (export "__heap_base") i32 (i32.const 2048))
  (global (export "__data_end") i32 (i32.const 2048))
  (func (export "module_step")
    (loop $again
      (i32.store (i32.const 0) (i32.add (i32.mul (i32.load (i32.const 0)) (i32.const 1664525)) (i32.const 1013904223)))
      (br_if $again (i32.ne (i32.load (i32.const 1032)) (i32.const 0x5eed))))))
