# SPDX-License-Identifier: Apache-2.0
# Building modules: the target `fuse-aotc` and fuse_add_module().
#
#   fuse_add_module(NAME SOURCE...
#     [TARGET host|cortex-m4|cortex-m4-xip]   processor; by default FUSE_MODULE_TARGET, the board's, or `host`
#     [STACK_SIZE BYTES]                      the module's own stack for C objects, 1024 by default
#     [INCLUDE_DIRECTORIES DIR...] [DEFINITIONS NAME=VALUE...]
#     [EMBED]
#     [UNCHECKED])                            for tests: does not check that the module is one that the runtime accepts
#
# SOURCE is one or more .c files, or one .wat, or one .wasm file. Makes the target NAME_aot, which writes
# ${CMAKE_CURRENT_BINARY_DIR}/NAME.aot (its property FUSE_AOT_FILE). With EMBED also NAME.c and NAME.h beside it (its property
# FUSE_EMBED_SOURCES), with the image as `const uint8_t NAME_aot[]` (8-byte aligned) and `const uint32_t NAME_aot_size`.

include_guard()
# Also for including projects that ask for an older CMake.
cmake_policy(VERSION 3.25)

set(FUSE_AOTC "" CACHE FILEPATH "An existing fuse-aotc; empty: build it")
set(FUSE_AOT_COMPILER "" CACHE FILEPATH "An existing libfuse_aot_compiler.a; empty: build it")
set(FUSE_SDK_DIR ${CMAKE_CURRENT_LIST_DIR})

if(FUSE_AOTC)
  add_executable(fuse-aotc IMPORTED GLOBAL)
  set_target_properties(fuse-aotc PROPERTIES IMPORTED_LOCATION ${FUSE_AOTC})
  # From the build that made the given fuse-aotc.
  cmake_path(REPLACE_FILENAME FUSE_AOTC fuse-aotc-unchecked OUTPUT_VARIABLE fuse_aotc_unchecked)
  add_executable(fuse-aotc-unchecked IMPORTED GLOBAL)
  set_target_properties(fuse-aotc-unchecked PROPERTIES IMPORTED_LOCATION ${fuse_aotc_unchecked})
elseif(CMAKE_CROSSCOMPILING)
  include(${FUSE_SDK_DIR}/aotc/host/host.cmake)
elseif(NOT TARGET fuse-aotc)
  add_subdirectory(${FUSE_SDK_DIR}/aotc ${CMAKE_BINARY_DIR}/aotc)
endif()

find_program(FUSE_WASM_CC NAMES clang-19 REQUIRED DOC "clang for modules in C")
find_program(FUSE_WASM_LD NAMES wasm-ld-19 REQUIRED DOC "linker for modules in C")
find_program(FUSE_WAT2WASM NAMES wat2wasm REQUIRED DOC "wabt's assembler for modules in .wat")

# The features that vmlib runs, whatever clang's default becomes.
set(FUSE_MODULE_C_FLAGS --target=wasm32 -mcpu=mvp -mbulk-memory -msign-ext -mmutable-globals -mnontrapping-fptoint
  -std=c11 -O2 -g0 -ffreestanding -Wall -Wextra -Werror)

function(fuse_add_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "EMBED;UNCHECKED" "TARGET;STACK_SIZE" "INCLUDE_DIRECTORIES;DEFINITIONS")
  set(target host)
  if(arg_TARGET)
    set(target ${arg_TARGET})
  elseif(FUSE_MODULE_TARGET)
    set(target ${FUSE_MODULE_TARGET})
  endif()
  if(NOT target MATCHES "^(host|cortex-m4|cortex-m4-xip)$")
    message(FATAL_ERROR "fuse_add_module(${name}): unknown TARGET ${target}; use host, cortex-m4 or cortex-m4-xip.")
  endif()
  if(NOT name MATCHES "^[A-Za-z_][A-Za-z0-9_]*$")
    message(FATAL_ERROR "fuse_add_module(${name}): the name must be a C identifier.")
  endif()
  set(sources ${arg_UNPARSED_ARGUMENTS})
  if(NOT sources)
    message(FATAL_ERROR "fuse_add_module(${name}): no source file.")
  endif()
  list(TRANSFORM sources REPLACE "^([^/].*)$" "${CMAKE_CURRENT_SOURCE_DIR}/\\1")

  list(GET sources 0 first)
  list(LENGTH sources count)
  if(first MATCHES "\\.wa(t|sm)$" AND count GREATER 1)
    message(FATAL_ERROR "fuse_add_module(${name}): a .wat or .wasm file is a module by itself; give one source.")
  endif()
  set(wasm ${CMAKE_CURRENT_BINARY_DIR}/${name}.wasm)
  if(first MATCHES "\\.wasm$")
    set(wasm ${first})
  elseif(first MATCHES "\\.wat$")
    add_custom_command(OUTPUT ${wasm} DEPENDS ${first} VERBATIM
      COMMAND ${FUSE_WAT2WASM} ${first} -o ${wasm}
      COMMENT "Assembling ${name}.wasm")
  else()
    fuse_link_module(${name} ${wasm} "${sources}" "${arg_STACK_SIZE}" "${arg_INCLUDE_DIRECTORIES}" "${arg_DEFINITIONS}")
  endif()

  set(aot ${CMAKE_CURRENT_BINARY_DIR}/${name}.aot)
  set(compiler fuse-aotc)
  if(arg_UNCHECKED)
    set(compiler fuse-aotc-unchecked)
  endif()
  add_custom_command(OUTPUT ${aot} DEPENDS ${wasm} ${compiler} VERBATIM
    COMMAND ${compiler} --target ${target} -o ${aot} ${wasm}
    COMMENT "Compiling ${name}.aot for ${target}")
  set(outputs ${aot})
  if(arg_EMBED)
    set(embedded ${CMAKE_CURRENT_BINARY_DIR}/${name}.c ${CMAKE_CURRENT_BINARY_DIR}/${name}.h)
    add_custom_command(OUTPUT ${embedded} DEPENDS ${aot} ${FUSE_SDK_DIR}/embed.cmake VERBATIM
      COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DIMAGE=${aot} -DOUTPUT_DIR=${CMAKE_CURRENT_BINARY_DIR} -P ${FUSE_SDK_DIR}/embed.cmake
      COMMENT "Embedding ${name}.aot")
    list(APPEND outputs ${embedded})
  endif()

  add_custom_target(${name}_aot ALL DEPENDS ${outputs})
  set_target_properties(${name}_aot PROPERTIES FUSE_AOT_FILE ${aot} FUSE_EMBED_SOURCES "${embedded}")
  if(TARGET fuse_generated)
    add_dependencies(${name}_aot fuse_generated)
  endif()
endfunction()

# Compiles and links C sources into `wasm`.
function(fuse_link_module name wasm sources stack_size include_directories definitions)
  set(flags ${FUSE_MODULE_C_FLAGS})
  if(NOT stack_size)
    set(stack_size 1024)
  endif()
  list(TRANSFORM include_directories REPLACE "^([^/].*)$" "${CMAKE_CURRENT_SOURCE_DIR}/\\1")
  foreach(directory IN LISTS include_directories FUSE_MODULE_INCLUDE_DIR)
    list(APPEND flags -I${directory})
  endforeach()
  foreach(definition IN LISTS definitions)
    list(APPEND flags -D${definition})
  endforeach()

  set(objects)
  foreach(source IN LISTS sources)
    if(NOT source MATCHES "\\.c$")
      message(FATAL_ERROR "fuse_add_module(${name}): ${source} is neither .c, .wat nor .wasm.")
    endif()
    cmake_path(GET source STEM stem)
    set(object ${CMAKE_CURRENT_BINARY_DIR}/${name}.dir/${stem}.o)
    add_custom_command(OUTPUT ${object} DEPENDS ${source} DEPFILE ${object}.d VERBATIM
      COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/${name}.dir
      COMMAND ${FUSE_WASM_CC} ${flags} -MD -MF ${object}.d -MT ${object} -c ${source} -o ${object}
      COMMENT "Compiling ${name} (${stem}.c)")
    list(APPEND objects ${object})
  endforeach()

  # The stack lies lowest, so that its overflow leaves the memory instead of running into data. With __heap_base and __data_end
  # known and no memory.grow, fuse-aotc cuts the memory to what is used. Undefined functions become imports, which
  # fuse-aotc checks by name and type.
  add_custom_command(OUTPUT ${wasm} DEPENDS ${objects} VERBATIM
    COMMAND ${FUSE_WASM_LD} --no-entry --allow-undefined --gc-sections --strip-all --stack-first -z stack-size=${stack_size}
      --export-if-defined=module_init --export-if-defined=module_step --export-if-defined=module_deinit
      --export=__heap_base --export=__data_end ${objects} -o ${wasm}
    COMMENT "Linking ${name}.wasm")
endfunction()
