;; SPDX-License-Identifier: Apache-2.0
;; Takes a frame into as many bytes at address 0 as the temperature reading says, and logs what the call returned of it.
(module
  (import "env" "temp_get_reading" (func $temp (result f32)))
  (import "env" "camera_last_frame" (func $camera (param i32 i32) (result i64)))
  (import "env" "module_log_event" (func $log (param i32 i32 i32)))
  (memory 1)
  (global (export "__heap_base") i32 (i32.const 4096))
  (global (export "__data_end") i32 (i32.const 4096))
  (data (i32.const 200) "none")
  (func (export "module_step") (local $size i64)
    (local.set $size (call $camera (i32.const 0) (i32.trunc_f32_u (call $temp))))
    (if (i64.eqz (local.get $size))
      (then (call $log (i32.const 200) (i32.const 4) (i32.const 1)))
      (else (call $log (i32.const 0) (i32.wrap_i64 (local.get $size)) (i32.const 1))))))
