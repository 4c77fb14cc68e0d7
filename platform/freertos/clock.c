#include "internal.h"
uint64_t fuse_platform_get_timestamp_us(void) { return (uint64_t)xTaskGetTickCount() * 1000U; }
void fuse_platform_sleep_us(uint64_t us) { vTaskDelay((TickType_t)(us / 1000U) + 2U); }
