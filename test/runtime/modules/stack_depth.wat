;; SPDX-License-Identifier: Apache-2.0
;; Recurses as deep as the temperature reading says.
(module
  (import "env" "temp_get_reading" (func $temp (result f32)))
  (type $depth (func (param i32) (result i32)))
  (table 1 funcref)
  (elem (i32.const 0) $deeper)
  (global $sum (mut i32) (i32.const 0))
  (func $deeper (type $depth) (param $n i32) (result i32)
    (if (result i32) (i32.eqz (local.get $n))
      (then (i32.const 0))
      (else
        (i32.add
          (call_indirect (type $depth) (i32.sub (local.get $n) (i32.const 1)) (i32.const 0))
          (i32.mul (local.get $n) (global.get $sum))))))
  (func (export "module_step")
    (global.set $sum (call $deeper (i32.trunc_f32_u (call $temp))))))
