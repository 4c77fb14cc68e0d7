;; SPDX-License-Identifier: Apache-2.0
;; Wants 4 GiB of memory.
(module (memory 65536) (func (export "module_step") (i32.store (i32.const 0) (i32.const 1))))
