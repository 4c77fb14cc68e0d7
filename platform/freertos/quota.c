#include "internal.h"
static volatile uint32_t armed; static volatile uint64_t deadline;
void fuse_platform_quota_arm(uint32_t id, uint32_t us) { (void)id; armed = 0; deadline = fuse_platform_get_timestamp_us() + us + 1000U; armed = fuse_entry_word(); }
void fuse_platform_quota_cancel(uint32_t id) { (void)id; armed = 0U; }
void fuse_freertos_tick(void) { if (armed != 0U && (uint64_t)xTaskGetTickCountFromISR()*1000U >= deadline) { uint32_t w = armed; armed = 0U; fuse_quota_expired_entry(w); } }
