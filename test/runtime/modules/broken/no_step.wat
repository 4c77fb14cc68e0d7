;; SPDX-License-Identifier: Apache-2.0
;; No module_step.
(module (func (export "module_init")))
