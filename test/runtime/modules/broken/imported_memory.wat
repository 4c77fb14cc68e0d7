;; SPDX-License-Identifier: Apache-2.0
;; Imports a memory.
(module (import "env" "memory" (memory 1)) (func (export "module_step") (i32.store (i32.const 0) (i32.const 1))))
