;; SPDX-License-Identifier: Apache-2.0
;; Imports a native function from another module than env.
(module (import "wasi_snapshot_preview1" "temp_get_reading" (func $temp (result f32))) (func (export "module_step") (drop (call $temp))))
