;; SPDX-License-Identifier: Apache-2.0
;; Computes a million rounds for each degree of the temperature without calling out. An even reading then calls out once more and
;; posts event 7.
(module
  (import "env" "temp_get_reading" (func $temp (result f32)))
  (import "env" "fuse_event_post" (func $post (param i32)))
  (global $x (mut i32) (i32.const 1))
  (func (export "module_step") (local $rounds i32) (local $x i32) (local $reading i32)
    (local.set $reading (i32.trunc_f32_u (call $temp)))
    (local.set $rounds (i32.mul (local.get $reading) (i32.const 1000000)))
    (local.set $x (global.get $x))
    (loop $again
      (local.set $x (i32.xor (local.get $x) (i32.shl (local.get $x) (i32.const 13))))
      (local.set $x (i32.xor (local.get $x) (i32.shr_u (local.get $x) (i32.const 17))))
      (local.set $x (i32.xor (local.get $x) (i32.shl (local.get $x) (i32.const 5))))
      (br_if $again (i32.gt_s (local.tee $rounds (i32.sub (local.get $rounds) (i32.const 1))) (i32.const 0))))
    (global.set $x (local.get $x))
    (if (i32.eqz (i32.and (local.get $reading) (i32.const 1)))
      (then
        (drop (call $temp))
        (call $post (i32.const 7))))))
