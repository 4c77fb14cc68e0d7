;; SPDX-License-Identifier: Apache-2.0
;; Posts the event whose number is the temperature reading.
(module
  (import "env" "temp_get_reading" (func $temp (result f32)))
  (import "env" "fuse_event_post" (func $post (param i32)))
  (func (export "module_step") (call $post (i32.trunc_f32_u (call $temp)))))
