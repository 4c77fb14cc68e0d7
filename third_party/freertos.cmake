# SPDX-License-Identifier: Apache-2.0
# Finds the sources of the FreeRTOS kernel (FUSE_FREERTOS_DIR).

include(${CMAKE_CURRENT_LIST_DIR}/sources.cmake)
set(FREERTOS_ROOT_DIR "" CACHE PATH "The FreeRTOS kernel's sources; empty: the submodule if it is checked out, else the crate that third_party/setup.sh fetched")
fuse_find_sources(FUSE_FREERTOS_DIR FreeRTOS FreeRTOS-Kernel freertos-next FreeRTOS-Kernel tasks.c FREERTOS_ROOT_DIR)
