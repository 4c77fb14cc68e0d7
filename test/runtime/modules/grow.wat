;; SPDX-License-Identifier: Apache-2.0
;; Grows its memory by as many pages as the temperature reading says, touches the new end, and posts event 1 (grown) or 0 (refused).
(module
  (import "env" "temp_get_reading" (func $temp (result f32)))
  (import "env" "fuse_event_post" (func $post (param i32)))
  (memory 0 65536)
  (func (export "module_step") (local $pages i32)
    (local.set $pages (i32.trunc_f32_u (call $temp)))
    (if (i32.eq (memory.grow (local.get $pages)) (i32.const -1))
      (then (call $post (i32.const 0)))
      (else
        (i32.store8 (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 1)) (i32.const 1))
        (call $post (i32.const 1))))))
