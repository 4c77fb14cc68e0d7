;; SPDX-License-Identifier: Apache-2.0
;; Imports a function that does not exist.
(module (import "env" "open_file" (func $open)) (func (export "module_step") (call $open)))
