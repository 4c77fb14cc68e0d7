;; SPDX-License-Identifier: Apache-2.0
;; The smallest step that does something: load, add, store.
(module
  (memory 1)
  (global (export "__heap_base") i32 (i32.const 64))
  (global (export "__data_end") i32 (i32.const 64))
  (func (export "module_step")
    (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))))
