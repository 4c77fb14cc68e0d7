# SPDX-License-Identifier: Apache-2.0
# The installed form: headers with their old names, libraries, the CMake package, fuse-aotc, the schema, module-side headers.

include(CMakePackageConfigHelpers)

set(fuse_package_dir ${CMAKE_CURRENT_LIST_DIR})
set(fuse_cmake_dir lib/cmake/Fuse)

set_target_properties(fuse_platform PROPERTIES EXPORT_NAME platform)
install(TARGETS fuse fuse_platform vmlib EXPORT FuseTargets ARCHIVE DESTINATION lib INCLUDES DESTINATION include)
install(EXPORT FuseTargets NAMESPACE Fuse:: DESTINATION ${fuse_cmake_dir})

install(FILES ${FUSE_GENERATED_DIR}/fuse.h ${CMAKE_SOURCE_DIR}/platform/fuse_platform.h ${fuse_package_dir}/fuse_types.h ${fuse_package_dir}/platform.h DESTINATION include)
install(FILES ${fuse_package_dir}/platform.h DESTINATION include/platform)
foreach(extension h hpp rs zig ts)
  install(FILES ${FUSE_GENERATED_DIR}/fuse_module.${extension} DESTINATION share/fuse/module)
endforeach()
install(FILES ${FUSE_GENERATED_DIR}/fuse_natives.json DESTINATION share/fuse)
install(CODE "execute_process(COMMAND ${FUSE_NODE} ${FUSE_DIST_DIR}/cli/config.js --natives ${FUSE_GENERATED_DIR}/fuse_natives.json
  --schema \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/share/fuse/app_config.schema.json COMMAND_ERROR_IS_FATAL ANY)")
install(PROGRAMS $<TARGET_FILE:fuse-aotc> DESTINATION bin)
install(FILES ${CMAKE_SOURCE_DIR}/sdk/modules.cmake ${CMAKE_SOURCE_DIR}/sdk/languages.cmake ${CMAKE_SOURCE_DIR}/sdk/embed.cmake DESTINATION ${fuse_cmake_dir})
install(FILES ${CMAKE_SOURCE_DIR}/sdk/assemblyscript/module-memory.mjs DESTINATION ${fuse_cmake_dir}/assemblyscript)

configure_package_config_file(${fuse_package_dir}/FuseConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/FuseConfig.cmake INSTALL_DESTINATION ${fuse_cmake_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/FuseConfigVersion.cmake VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/FuseConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/FuseConfigVersion.cmake DESTINATION ${fuse_cmake_dir})
