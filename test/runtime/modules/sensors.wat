;; SPDX-License-Identifier: Apache-2.0
;; Traps unless the clock, in microseconds, and the temperature reading are the same number.
(module
  (import "env" "temp_get_reading" (func $temp (result f32)))
  (import "env" "timer_get_timestamp" (func $timer (result i64)))
  (func (export "module_step")
    (if (i64.ne (call $timer) (i64.trunc_f32_u (call $temp))) (then (unreachable)))))
