# SPDX-License-Identifier: Apache-2.0
# The application image of a board, and the program that is the same on Linux:
#
#   fuse_add_firmware(NAME CONFIG app_config.json [IMAGES folder] [SOURCES file.c...] [DEFINITIONS NAME=VALUE...])
#
# NAME is an image with the modules and policies of the configuration, and a runtime that has the HAL groups and the room that it asks
# for. A module's "binary" is the .aot file in the folder IMAGES, which need not be there before the build; without IMAGES the one beside
# the configuration or, when fuse_add_module() was called for its name, that target.
# Modules run from flash; FUSE_MODULES_IN_RAM=ON loads their code into the pool, which then has to have room for it.
#
# FUSE_APP_SOURCES are the parts of the application that are the same on every host.

include_guard()
include(${CMAKE_CURRENT_LIST_DIR}/frames.cmake)

set(FUSE_FIRMWARE_DIR ${CMAKE_CURRENT_LIST_DIR})
set(FUSE_APP_DIR ${FUSE_FIRMWARE_DIR}/app)
set(FUSE_APP_SOURCES app_modules.c camera.c downlink_buffer.c pace_logical.c run.c)
list(TRANSFORM FUSE_APP_SOURCES PREPEND ${FUSE_APP_DIR}/)

set(FUSE_FIRMWARE_SOURCES application.c console.c crc32.c images.c report.c)
set(firmware_host_sources board/main.c board/pace_real.c board/supervisor.c)
if(FUSE_PLATFORM STREQUAL linux)
  include(${CMAKE_CURRENT_LIST_DIR}/linux/linux.cmake)
  set(firmware_host_sources linux/main.c linux/pace_real.c)
endif()
list(TRANSFORM FUSE_FIRMWARE_SOURCES PREPEND board/)
list(APPEND FUSE_FIRMWARE_SOURCES ${firmware_host_sources})
list(TRANSFORM FUSE_FIRMWARE_SOURCES PREPEND ${FUSE_FIRMWARE_DIR}/)

# Where the image of `module` comes from: sets `file` and `target`, which may be empty, in the caller.
function(fuse_find_module_image name config module binary)
  cmake_path(GET binary FILENAME file_name)
  string(REGEX REPLACE "\\.aot$" "" stem "${file_name}")
  if(TARGET ${stem}_aot)
    get_target_property(file ${stem}_aot FUSE_AOT_FILE)
    set(file ${file} PARENT_SCOPE)
    set(target ${stem}_aot PARENT_SCOPE)
    return()
  endif()
  cmake_path(GET config PARENT_PATH folder)
  cmake_path(ABSOLUTE_PATH binary BASE_DIRECTORY ${folder} NORMALIZE OUTPUT_VARIABLE path)
  if(NOT EXISTS "${path}" OR IS_DIRECTORY "${path}")
    message(FATAL_ERROR "${config}: module ${module}: there is no file ${path} and no target ${stem}_aot for its \"binary\". Compile it with "
      "fuse-aotc --target ${FUSE_MODULE_TARGET}, or call fuse_add_module(${stem} ... TARGET ${FUSE_MODULE_TARGET}) before fuse_add_firmware(${name}).")
  endif()
  set(file ${path} PARENT_SCOPE)
  set(target "" PARENT_SCOPE)
endfunction()

function(fuse_add_firmware name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "CONFIG;IMAGES" "SOURCES;DEFINITIONS")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_CONFIG)
    message(FATAL_ERROR "fuse_add_firmware(${name}): give CONFIG app_config.json; unknown: ${arg_UNPARSED_ARGUMENTS}.")
  endif()
  cmake_path(ABSOLUTE_PATH arg_CONFIG BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE OUTPUT_VARIABLE config)
  set(directory ${CMAKE_CURRENT_BINARY_DIR}/${name}.config)
  fuse_read_app_config(${config} ${directory})
  if(NOT FUSE_APP_MODULES)
    message(FATAL_ERROR "${config}: names no modules; a firmware image has them embedded.")
  endif()

  set(embedded)
  foreach(module IN LISTS FUSE_APP_MODULES)
    if(arg_IMAGES)
      cmake_path(GET FUSE_APP_BINARY_${module} FILENAME file)
      set(file ${arg_IMAGES}/${file})
      set(target)
    else()
      fuse_find_module_image(${name} ${config} ${module} "${FUSE_APP_BINARY_${module}}")
    endif()
    set(output ${directory}/${module}.c ${directory}/${module}.h)
    add_custom_command(OUTPUT ${output} DEPENDS ${file} ${target} ${FUSE_SDK_DIR}/embed.cmake VERBATIM
      COMMAND ${CMAKE_COMMAND} -DNAME=${module} -DIMAGE=${file} -DOUTPUT_DIR=${directory} -P ${FUSE_SDK_DIR}/embed.cmake
      COMMENT "Embedding ${module} in ${name}")
    list(APPEND embedded ${output})
  endforeach()

  # An operator wants to see the step times; they cost two reads of a counter.
  set(FUSE_STEP_TIMES ON)
  fuse_runtime_macros(macros)
  fuse_runtime_for(runtime ${macros})

  set(sources ${FUSE_FIRMWARE_SOURCES} ${FUSE_APP_SOURCES} ${embedded} ${arg_SOURCES})
  fuse_add_image(${name} RUNTIME ${runtime} ${sources})
  target_include_directories(${name} PRIVATE ${directory} ${FUSE_FIRMWARE_DIR}/board ${FUSE_APP_DIR})
  target_compile_definitions(${name} PRIVATE ${arg_DEFINITIONS})
  if(FUSE_HAL_ENABLE_CAMERA)
    fuse_add_camera_frames()
    target_sources(${name} PRIVATE ${FUSE_FIRMWARE_DIR}/board/pictures.c)
    target_link_libraries(${name} PRIVATE fuse_camera_frames)
  endif()
endfunction()
