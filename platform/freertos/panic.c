#include "internal.h"
#include "board.h"
#include <string.h>
static _Noreturn void fail(const char *what) { board_console_write(what, strlen(what)); board_console_write("\n",1); board_halt(1U); }
__attribute__((weak)) void fuse_panic(uint32_t site) { (void)site; fail("panic"); }
void fuse_freertos_assert_failed(const char *file, int line) { (void)file; (void)line; fail("kernel assertion"); }
void vApplicationStackOverflowHook(TaskHandle_t t, char *name) { (void)t; (void)name; fail("stack overflow"); }
