;; SPDX-License-Identifier: Apache-2.0
;; Logs one message of a table (address, length, level), chosen by the temperature reading; from 100 on, "flood" that many times.
(module
  (import "env" "temp_get_reading" (func $temp (result f32)))
  (import "env" "module_log_event" (func $log (param i32 i32 i32)))
  (memory 1)
  (global (export "__heap_base") i32 (i32.const 4096))
  (global (export "__data_end") i32 (i32.const 4096))
  (data (i32.const 0) "address zero")
  (data (i32.const 16) "hello")
  (data (i32.const 24) "flood")
  (data (i32.const 32) "a\nb\0dc\td\1b[31me\7f")
  (data (i32.const 64) "FUSE runtime stopped")
  (data (i32.const 96) "x\00y")
  (data (i32.const 112) "\c3\a9t\c3\a9\ff")
  (data (i32.const 128) "module 0 trap: forged\nFUSE runtime stopped")
  (data (i32.const 4095) "!")
  (data (i32.const 1024) "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")
  (data (i32.const 1124) "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")
  (data (i32.const 1224) "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")
  (data (i32.const 512)
    "\10\00\00\00\05\00\00\00\00\00\00\00" ;; 0 hello, debug
    "\10\00\00\00\05\00\00\00\01\00\00\00" ;; 1 hello, info
    "\10\00\00\00\05\00\00\00\02\00\00\00" ;; 2 hello, fatal
    "\10\00\00\00\05\00\00\00\03\00\00\00" ;; 3 level 3
    "\10\00\00\00\05\00\00\00\ff\ff\ff\ff" ;; 4 level 2^32 - 1
    "\10\00\00\00\00\00\00\00\01\00\00\00" ;; 5 empty
    "\00\04\00\00\7f\00\00\00\01\00\00\00" ;; 6 127 bytes
    "\00\04\00\00\80\00\00\00\01\00\00\00" ;; 7 128 bytes
    "\00\04\00\00\2c\01\00\00\01\00\00\00" ;; 8 300 bytes
    "\20\00\00\00\0e\00\00\00\01\00\00\00" ;; 9 control characters
    "\40\00\00\00\14\00\00\00\02\00\00\00" ;; 10 a text of the runtime's
    "\60\00\00\00\03\00\00\00\01\00\00\00" ;; 11 NUL inside
    "\00\00\00\00\0c\00\00\00\01\00\00\00" ;; 12 address 0
    "\ff\0f\00\00\01\00\00\00\01\00\00\00" ;; 13 the last byte
    "\ff\0f\00\00\02\00\00\00\01\00\00\00" ;; 14 one byte too far
    "\70\00\00\00\06\00\00\00\01\00\00\00" ;; 15 not ASCII
    "\10\00\00\00\ff\ff\ff\ff\01\00\00\00" ;; 16 length 2^32 - 1
    "\ff\ff\ff\ff\02\00\00\00\01\00\00\00" ;; 17 address 2^32 - 1
    "\80\00\00\00\2a\00\00\00\02\00\00\00" ;; 18 two lines that look like the runtime's
  )
  (func (export "module_step") (local $n i32) (local $entry i32)
    (local.set $n (i32.trunc_f32_u (call $temp)))
    (if (i32.ge_u (local.get $n) (i32.const 100))
      (then
        (loop $again
          (call $log (i32.const 24) (i32.const 5) (i32.const 2))
          (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
      (else
        (local.set $entry (i32.add (i32.const 512) (i32.mul (local.get $n) (i32.const 12))))
        (call $log (i32.load (local.get $entry)) (i32.load offset=4 (local.get $entry)) (i32.load offset=8 (local.get $entry)))))))
