;; SPDX-License-Identifier: Apache-2.0
;; Posts in each step the event that wakes it: there is always something to do.
(module
  (import "env" "fuse_event_post" (func $post (param i32)))
  (func (export "module_step") (call $post (i32.const 3))))
