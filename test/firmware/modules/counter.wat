;; SPDX-License-Identifier: Apache-2.0
;; A module that behaves.
(module
  (global $steps (mut i32) (i32.const 0))
  (func (export "module_step")
    (global.set $steps (i32.add (global.get $steps) (i32.const 1)))))
