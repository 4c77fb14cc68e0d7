;; SPDX-License-Identifier: Apache-2.0
;; module_step has a parameter.
(module (func (export "module_step") (param i32)))
