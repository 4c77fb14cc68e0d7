;; SPDX-License-Identifier: Apache-2.0
;; Two pages of memory that may grow: the pages stay pages.
(module (memory 2 4) (func (export "module_step") (drop (memory.grow (i32.const 0))) (i32.store (i32.const 131068) (i32.const 1))))
