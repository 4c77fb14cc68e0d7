;; SPDX-License-Identifier: Apache-2.0
;; Logs the name of each entry as it runs: start, init, step, deinit.
(module
  (import "env" "module_log_event" (func $log (param i32 i32 i32)))
  (memory 1)
  (global (export "__heap_base") i32 (i32.const 64))
  (global (export "__data_end") i32 (i32.const 64))
  (data (i32.const 8) "startinitstepdeinit")
  (func $start (call $log (i32.const 8) (i32.const 5) (i32.const 1)))
  (start $start)
  (func (export "module_init") (call $log (i32.const 13) (i32.const 4) (i32.const 1)))
  (func (export "module_step") (call $log (i32.const 17) (i32.const 4) (i32.const 1)))
  (func (export "module_deinit") (call $log (i32.const 21) (i32.const 6) (i32.const 1))))
