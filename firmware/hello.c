#include "board.h"
#include "fuse.h"
#include "fuse_platform.h"
#include "fuse_platform_freertos.h"
#include <string.h>
static uint64_t pool[2048], logm[512];
static void say(const char *t) { board_console_write(t, strlen(t)); }
static uint32_t body(void)
{
    static fuse_hal_t hal;
    fuse_platform_init();
    say(board_name); say(": ");
    say(fuse_stat_name(fuse_init(pool, sizeof pool, logm, sizeof logm, &hal)));
    say("\n");
    fuse_platform_sleep_us(20000);
    say("slept\n");
    static fuse_log_entry_t e; uint32_t c = 0;
    while (fuse_log_read(&c, &e) == FUSE_SUCCESS) { say(e.text); say("\n"); }
    return 0;
}
int main(void) { fuse_freertos_run(body); }
