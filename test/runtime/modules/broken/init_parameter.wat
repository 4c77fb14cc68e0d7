;; SPDX-License-Identifier: Apache-2.0
;; module_init has a parameter.
(module (func (export "module_init") (param i64)) (func (export "module_step")))
