;; SPDX-License-Identifier: Apache-2.0
;; Every way in which a module can misbehave, chosen by the reading of the temperature sensor at the beginning of each entry
;; (start code, init, step, deinit): the reading is an index into the table of commands. 0 does nothing.
;; Memory of 4096 bytes: Linux gives whole pages of that size.
;; Loops depend on data, because the ahead-of-time compiler removes what a loop without an exit computes.
(module
  (import "env" "temp_get_reading" (func $temp (result f32)))
  (import "env" "timer_get_timestamp" (func $timer (result i64)))
  (import "env" "camera_last_frame" (func $camera (param i32 i32) (result i64)))
  (import "env" "module_log_event" (func $log (param i32 i32 i32)))
  (import "env" "fuse_event_post" (func $post (param i32)))
  (type $command (func))
  (type $depth (func (param i32) (result i32)))
  (memory 1)
  (global (export "__heap_base") i32 (i32.const 4096))
  (global (export "__data_end") i32 (i32.const 4096))
  (data (i32.const 8) "\01\00\00\00\00\00\00\00")
  (data (i32.const 16) "\00\00\00\00\00\00\f0\3f")
  (data (i32.const 64) "allowed")
  (table 64 funcref)
  (elem (i32.const 0) $nothing
    $loop_integer $loop_float $loop_divide $loop_fill $loop_host_calls $recursion
    $load_outside $store_outside $camera_outside $log_outside $camera_length_overflow $log_length_overflow
    $divide_by_zero $divide_overflow $unreachable $convert_nan $fill_outside $copy_outside
    $post_32 $post_huge $camera_empty $call_timer $call_camera $call_log $call_post
    $event_storm $call_null $call_other_type $call_beyond_table $load_last $load_wraps)
  (elem (i32.const 62) $deeper)

  (func $run (call_indirect (type $command) (i32.trunc_f32_u (call $temp))))
  (start $run)
  (export "module_init" (func $run))
  (export "module_step" (func $run))
  (export "module_deinit" (func $run))

  (func $nothing)
  (func $xorshift (param $x i32) (result i32)
    (local.set $x (i32.xor (local.get $x) (i32.shl (local.get $x) (i32.const 13))))
    (local.set $x (i32.xor (local.get $x) (i32.shr_u (local.get $x) (i32.const 17))))
    (i32.xor (local.get $x) (i32.shl (local.get $x) (i32.const 5))))

  (func $loop_integer (local $x i32)
    (local.set $x (i32.load (i32.const 8)))
    (loop $again
      (br_if $again (local.tee $x (call $xorshift (local.get $x)))))
    (i32.store (i32.const 8) (local.get $x)))
  (func $loop_float (local $v f64)
    (local.set $v (f64.load (i32.const 16)))
    (loop $again
      (local.set $v (f64.add (f64.mul (local.get $v) (f64.const 0.999)) (f64.const 1.0)))
      (br_if $again (f64.gt (local.get $v) (f64.const 0))))
    (f64.store (i32.const 16) (local.get $v)))
  (func $loop_divide (local $x i64) (local $sum i64)
    (local.set $x (i64.load32_u (i32.const 8)))
    (loop $again
      (local.set $x (i64.add (i64.mul (local.get $x) (i64.const 6364136223846793005)) (i64.const 1442695040888963407)))
      (local.set $sum (i64.xor (local.get $sum) (i64.div_u (local.get $x) (i64.or (i64.shr_u (local.get $x) (i64.const 40)) (i64.const 1)))))
      (br_if $again (i64.ne (i64.or (local.get $x) (local.get $sum)) (i64.const 0))))
    (i64.store (i32.const 24) (local.get $sum)))
  (func $loop_fill (local $x i32)
    (local.set $x (i32.load (i32.const 8)))
    (loop $again
      (memory.fill (i32.const 256) (local.get $x) (i32.const 768))
      (br_if $again (local.tee $x (call $xorshift (local.get $x)))))
    (i32.store (i32.const 8) (local.get $x)))
  (func $loop_host_calls (local $x i32)
    (local.set $x (i32.load (i32.const 8)))
    (loop $again
      (drop (call $temp))
      (br_if $again (local.tee $x (call $xorshift (local.get $x)))))
    (i32.store (i32.const 8) (local.get $x)))

  ;; Through the table, so that the compiler cannot make a loop of it.
  (func $deeper (type $depth) (param $n i32) (result i32)
    (i32.add
      (call_indirect (type $depth) (i32.add (local.get $n) (i32.const 1)) (i32.const 62))
      (i32.load (i32.const 8))))
  (func $recursion (i32.store (i32.const 32) (call $deeper (i32.const 0))))

  (func $load_outside (i32.store (i32.const 32) (i32.load (i32.const 4096))))
  (func $store_outside (i32.store (i32.const 4093) (i32.const 1)))
  (func $load_last (i32.store (i32.const 32) (i32.load (i32.const 4092))))
  (func $load_wraps (i32.store (i32.const 32) (i32.load offset=4294967295 (i32.const 4294967295))))
  (func $fill_outside (memory.fill (i32.const 4072) (i32.const 1) (i32.const 25)))
  (func $copy_outside (memory.copy (i32.const 0) (i32.const 4072) (i32.const 25)))
  (func $divide_by_zero (i32.store (i32.const 32) (i32.div_s (i32.const 1) (i32.load (i32.const 512)))))
  (func $divide_overflow (i32.store (i32.const 32) (i32.div_s (i32.const 0x80000000) (i32.sub (i32.const 0) (i32.load (i32.const 8))))))
  (func $unreachable (unreachable))
  (func $convert_nan (i32.store (i32.const 32) (i32.trunc_f32_s (f32.const nan))))

  (func $camera_outside (drop (call $camera (i32.const 4092) (i32.const 5))))
  (func $camera_length_overflow (drop (call $camera (i32.const 16) (i32.const -8))))
  (func $camera_empty (drop (call $camera (i32.const 16) (i32.const 0))))
  (func $log_outside (call $log (i32.const 4096) (i32.const 1) (i32.const 1)))
  (func $log_length_overflow (call $log (i32.const 64) (i32.const -64) (i32.const 1)))
  (func $post_32 (call $post (i32.const 32)))
  (func $post_huge (call $post (i32.const -1)))

  (func $call_timer (drop (call $timer)))
  (func $call_camera (drop (call $camera (i32.const 64) (i32.const 7))))
  (func $call_log (call $log (i32.const 64) (i32.const 7) (i32.const 1)))
  (func $call_post (call $post (i32.const 3)))
  (func $event_storm (local $i i32)
    (loop $again
      (call $post (i32.and (local.get $i) (i32.const 31)))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 3200)))))

  (func $call_null (call_indirect (type $command) (i32.const 60)))
  (func $call_other_type (call_indirect (type $command) (i32.const 62)))
  (func $call_beyond_table (call_indirect (type $command) (i32.const 64))))
