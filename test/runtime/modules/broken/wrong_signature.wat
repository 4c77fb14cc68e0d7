;; SPDX-License-Identifier: Apache-2.0
;; Imports a native function with another type than it has.
(module (import "env" "temp_get_reading" (func $temp (result i32))) (func (export "module_step") (drop (call $temp))))
