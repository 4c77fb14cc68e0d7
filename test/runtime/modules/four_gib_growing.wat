;; SPDX-License-Identifier: Apache-2.0
;; Wants 4 GiB of memory, in pages that may grow.
(module (memory 65536 65536) (func (export "module_step") (drop (memory.grow (i32.const 1)))))
