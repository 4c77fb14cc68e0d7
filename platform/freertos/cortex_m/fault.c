#include "../internal.h"
#include "board.h"
void fuse_cortex_m_fault(void); void fuse_cortex_m_memory_fault(void);
void fuse_cortex_m_fault(void) { board_console_write("fault\n", 6); board_halt(1U); }
void fuse_cortex_m_memory_fault(void) { board_console_write("memfault\n", 9); board_halt(1U); }
