# SPDX-License-Identifier: Apache-2.0
# cmake -DNM=... -DIMAGES=folder -P image_symbols.cmake: fails if an image has linked what it must not have of libc: a heap, streams
# and the printf family, or the structure that newlib keeps for them. snprintf() and vsnprintf() are platform/freertos/wamr/print.c's.
cmake_minimum_required(VERSION 3.25)

set(forbidden malloc calloc realloc free sbrk printf vprintf fprintf vfprintf sprintf vsprintf iprintf siprintf sniprintf vsniprintf puts
  fwrite strtol strtod scanf sscanf impure_data impure_ptr)

file(GLOB images ${IMAGES}/*.elf)
# The platform's own tests have a printf() of their own, console.c.
list(FILTER images EXCLUDE REGEX /platform_)
if(NOT images)
  message(FATAL_ERROR "${IMAGES}: there is no image; build them first")
endif()
set(failed 0)
foreach(image IN LISTS images)
  execute_process(COMMAND ${NM} --defined-only --format=posix ${image} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
  string(REPLACE "\n" ";" symbols "${symbols}")
  foreach(symbol IN LISTS symbols)
    string(REGEX REPLACE " .*" "" name "${symbol}")
    # newlib's own forms have an underscore in front, and _r behind when they take the structure.
    string(REGEX REPLACE "^_+|_r$" "" plain "${name}")
    if(plain IN_LIST forbidden)
      message("${image}: ${name} is linked; look for what calls it in the .map file beside the image")
      set(failed 1)
    endif()
  endforeach()
endforeach()
if(failed)
  message(FATAL_ERROR "libc's heap or streams are in an image")
endif()
list(LENGTH images count)
message("1 passed, 0 failed: ${count} images")
