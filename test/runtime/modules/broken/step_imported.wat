;; SPDX-License-Identifier: Apache-2.0
;; module_step is an import, not a function of its own.
(module
  (import "env" "temp_get_reading" (func $temp (result f32)))
  (export "module_step" (func $temp)))
