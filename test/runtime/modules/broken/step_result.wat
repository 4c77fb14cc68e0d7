;; SPDX-License-Identifier: Apache-2.0
;; module_step has a result.
(module (func (export "module_step") (result i32) (i32.const 0)))
