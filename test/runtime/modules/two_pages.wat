;; SPDX-License-Identifier: Apache-2.0
;; Two pages of memory, no memory.grow: the ahead-of-time compiler folds them into one big page.
(module (memory 2) (func (export "module_step") (i32.store (i32.const 131068) (i32.const 1))))
