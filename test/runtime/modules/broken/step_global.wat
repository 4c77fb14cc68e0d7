;; SPDX-License-Identifier: Apache-2.0
;; module_step is a global.
(module (global (export "module_step") i32 (i32.const 0)))
