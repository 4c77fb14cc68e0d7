/* SPDX-License-Identifier: Apache-2.0 */
/** The camera's frame as the demo modules see it: 8-bit grey, row by row. Its size is a parameter of the build. */
#ifndef DEMO_FRAME_H
#define DEMO_FRAME_H

#ifndef DEMO_FRAME_WIDTH
#define DEMO_FRAME_WIDTH 320
#endif
#ifndef DEMO_FRAME_HEIGHT
#define DEMO_FRAME_HEIGHT 240
#endif

#define FRAME_BYTES ((uint32_t)DEMO_FRAME_WIDTH * (uint32_t)DEMO_FRAME_HEIGHT)

#endif
