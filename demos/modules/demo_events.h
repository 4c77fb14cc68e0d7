/* SPDX-License-Identifier: Apache-2.0 */
/** Event ids of the pipeline. They are those of its app_config.json; the host program asserts that the two agree. */
#ifndef DEMO_EVENTS_H
#define DEMO_EVENTS_H

#define EVENT_CAMERA_FRAME_READY 0
#define EVENT_DATA_CAPTURED 1

#endif
