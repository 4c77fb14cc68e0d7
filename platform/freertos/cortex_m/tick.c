#include "../internal.h"
void xPortSysTickHandler(void);
void fuse_cortex_m_tick(void);
void fuse_cortex_m_tick(void) { xPortSysTickHandler(); fuse_freertos_tick(); }
