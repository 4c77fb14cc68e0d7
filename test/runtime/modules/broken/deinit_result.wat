;; SPDX-License-Identifier: Apache-2.0
;; module_deinit has a result.
(module (func (export "module_deinit") (result f32) (f32.const 0)) (func (export "module_step")))
