;; SPDX-License-Identifier: Apache-2.0
;; The start function is an import.
(module (import "env" "start" (func $start)) (start $start) (func (export "module_step")))
