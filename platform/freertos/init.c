#include "internal.h"
void fuse_platform_init(void) {}
