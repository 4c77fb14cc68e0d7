# SPDX-License-Identifier: Apache-2.0
# fuse_add_camera_frames(): the library fuse_camera_frames, what the camera of a board shows: pictures in flash (camera_frames.h).

include_guard()

set(FUSE_CAMERA_FRAME 64x48 CACHE STRING "Size of the frames that a board's camera shows, in pixels")
set(FUSE_CAMERA_PICTURES "" CACHE PATH "Folder of the pictures that a board's camera shows; empty: the demo's own")

function(fuse_add_camera_frames)
  if(TARGET fuse_camera_frames)
    return()
  endif()
  set(directory ${CMAKE_BINARY_DIR}/camera)
  set(options --frame ${FUSE_CAMERA_FRAME} --output-dir ${directory})
  set(pictures)
  if(FUSE_CAMERA_PICTURES)
    list(APPEND options --pictures ${FUSE_CAMERA_PICTURES})
    file(GLOB pictures CONFIGURE_DEPENDS ${FUSE_CAMERA_PICTURES}/*)
  endif()
  # With other options the pictures are made again.
  file(CONFIGURE OUTPUT ${directory}/options.txt CONTENT "${options}\n")
  set(outputs ${directory}/camera_frames.c ${directory}/camera_frames.h)
  add_custom_command(OUTPUT ${directory}/frames.stamp BYPRODUCTS ${outputs} VERBATIM
    DEPENDS ${directory}/options.txt ${pictures} ${FUSE_TYPESCRIPT_STAMP}
    COMMAND ${FUSE_NODE} ${FUSE_DIST_DIR}/cli/frames.js ${options}
    COMMAND ${CMAKE_COMMAND} -E touch ${directory}/frames.stamp
    COMMENT "Making the camera's frames")
  add_library(fuse_camera_frames OBJECT ${outputs} ${directory}/frames.stamp)
  target_include_directories(fuse_camera_frames PUBLIC ${directory})
endfunction()
