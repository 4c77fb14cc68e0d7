/* SPDX-License-Identifier: Apache-2.0 */
/** Demo module: at each interval takes a frame, run-length-encodes it and logs both sizes. */
#include "compress.h"

void module_step(void)
{
    compress_frame();
}
