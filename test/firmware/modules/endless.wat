;; SPDX-License-Identifier: Apache-2.0
;; A step that never ends. Its end depends on data: a xorshift generator never reaches 0 from elsewhere.
(module
  (global $seed (mut i32) (i32.const 1))
  (func (export "module_step")
    (loop $again
      (global.set $seed (i32.xor (global.get $seed) (i32.shl (global.get $seed) (i32.const 13))))
      (global.set $seed (i32.xor (global.get $seed) (i32.shr_u (global.get $seed) (i32.const 17))))
      (global.set $seed (i32.xor (global.get $seed) (i32.shl (global.get $seed) (i32.const 5))))
      (br_if $again (global.get $seed)))))
