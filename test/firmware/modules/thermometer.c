/* SPDX-License-Identifier: Apache-2.0 */
/** Logs the temperature, in hundredths of a degree with its sign. */
#include <fuse_module.h>

void module_step(void)
{
    char text[8];
    int hundredths = (int)(temp_get_reading() * 100.0f);
    unsigned rest = (unsigned)(hundredths < 0 ? -hundredths : hundredths);
    text[0] = hundredths < 0 ? '-' : '+';
    for (unsigned i = sizeof text - 1; i > 0; i--) {
        text[i] = (char)('0' + rest % 10);
        rest /= 10;
    }
    module_log_event(text, sizeof text, 1);
}
