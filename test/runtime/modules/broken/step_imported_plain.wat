;; SPDX-License-Identifier: Apache-2.0
;; module_step is an import of the right type.
(module
  (import "env" "module_step" (func $step))
  (export "module_step" (func $step)))
