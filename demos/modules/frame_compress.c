/* SPDX-License-Identifier: Apache-2.0 */
/** Second stage of the pipeline: woken by DATA_CAPTURED, compresses the frame that frame_filter judged worth keeping. */
#include "compress.h"

void module_step(void)
{
    compress_frame();
}
