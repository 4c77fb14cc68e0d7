// SPDX-License-Identifier: Apache-2.0
/**
 * The images of the test modules: modules/ says what each does.
 * @header test_modules.h
 */

/** @cname module_all_calls_aot */
export declare const ALL_CALLS: ConstPointer<u8>;
/** @cname module_all_calls_aot_size */
export declare const ALL_CALLS_SIZE: u32;
/** @cname module_aux_stack_aot */
export declare const AUX_STACK: ConstPointer<u8>;
/** @cname module_aux_stack_aot_size */
export declare const AUX_STACK_SIZE: u32;
/** @cname module_busy_aot */
export declare const BUSY: ConstPointer<u8>;
/** @cname module_busy_aot_size */
export declare const BUSY_SIZE: u32;
/** @cname module_camera_aot */
export declare const CAMERA: ConstPointer<u8>;
/** @cname module_camera_aot_size */
export declare const CAMERA_SIZE: u32;
/** @cname module_constructors_aot */
export declare const CONSTRUCTORS: ConstPointer<u8>;
/** @cname module_constructors_aot_size */
export declare const CONSTRUCTORS_SIZE: u32;
/** @cname module_deinit_result_aot */
export declare const DEINIT_RESULT: ConstPointer<u8>;
/** @cname module_deinit_result_aot_size */
export declare const DEINIT_RESULT_SIZE: u32;
/** @cname module_four_gib_aot */
export declare const FOUR_GIB: ConstPointer<u8>;
/** @cname module_four_gib_aot_size */
export declare const FOUR_GIB_SIZE: u32;
/** @cname module_four_gib_growing_aot */
export declare const FOUR_GIB_GROWING: ConstPointer<u8>;
/** @cname module_four_gib_growing_aot_size */
export declare const FOUR_GIB_GROWING_SIZE: u32;
/** @cname module_grow_aot */
export declare const GROW: ConstPointer<u8>;
/** @cname module_grow_aot_size */
export declare const GROW_SIZE: u32;
/** @cname module_hostile_aot */
export declare const HOSTILE: ConstPointer<u8>;
/** @cname module_hostile_aot_size */
export declare const HOSTILE_SIZE: u32;
/** @cname module_imported_global_aot */
export declare const IMPORTED_GLOBAL: ConstPointer<u8>;
/** @cname module_imported_global_aot_size */
export declare const IMPORTED_GLOBAL_SIZE: u32;
/** @cname module_imported_start_aot */
export declare const IMPORTED_START: ConstPointer<u8>;
/** @cname module_imported_start_aot_size */
export declare const IMPORTED_START_SIZE: u32;
/** @cname module_init_parameter_aot */
export declare const INIT_PARAMETER: ConstPointer<u8>;
/** @cname module_init_parameter_aot_size */
export declare const INIT_PARAMETER_SIZE: u32;
/** @cname module_lifecycle_aot */
export declare const LIFECYCLE: ConstPointer<u8>;
/** @cname module_lifecycle_aot_size */
export declare const LIFECYCLE_SIZE: u32;
/** @cname module_no_step_aot */
export declare const NO_STEP: ConstPointer<u8>;
/** @cname module_no_step_aot_size */
export declare const NO_STEP_SIZE: u32;
/** @cname module_poster_aot */
export declare const POSTER: ConstPointer<u8>;
/** @cname module_poster_aot_size */
export declare const POSTER_SIZE: u32;
/** @cname module_sensors_aot */
export declare const SENSORS: ConstPointer<u8>;
/** @cname module_sensors_aot_size */
export declare const SENSORS_SIZE: u32;
/** @cname module_speaker_aot */
export declare const SPEAKER: ConstPointer<u8>;
/** @cname module_speaker_aot_size */
export declare const SPEAKER_SIZE: u32;
/** @cname module_stack_depth_aot */
export declare const STACK_DEPTH: ConstPointer<u8>;
/** @cname module_stack_depth_aot_size */
export declare const STACK_DEPTH_SIZE: u32;
/** @cname module_step_global_aot */
export declare const STEP_GLOBAL: ConstPointer<u8>;
/** @cname module_step_global_aot_size */
export declare const STEP_GLOBAL_SIZE: u32;
/** @cname module_step_imported_aot */
export declare const STEP_IMPORTED: ConstPointer<u8>;
/** @cname module_step_imported_aot_size */
export declare const STEP_IMPORTED_SIZE: u32;
/** @cname module_step_imported_plain_aot */
export declare const STEP_IMPORTED_PLAIN: ConstPointer<u8>;
/** @cname module_step_imported_plain_aot_size */
export declare const STEP_IMPORTED_PLAIN_SIZE: u32;
/** @cname module_step_parameter_aot */
export declare const STEP_PARAMETER: ConstPointer<u8>;
/** @cname module_step_parameter_aot_size */
export declare const STEP_PARAMETER_SIZE: u32;
/** @cname module_step_result_aot */
export declare const STEP_RESULT: ConstPointer<u8>;
/** @cname module_step_result_aot_size */
export declare const STEP_RESULT_SIZE: u32;
/** @cname module_two_growing_pages_aot */
export declare const TWO_GROWING_PAGES: ConstPointer<u8>;
/** @cname module_two_growing_pages_aot_size */
export declare const TWO_GROWING_PAGES_SIZE: u32;
/** @cname module_two_pages_aot */
export declare const TWO_PAGES: ConstPointer<u8>;
/** @cname module_two_pages_aot_size */
export declare const TWO_PAGES_SIZE: u32;
/** @cname module_unknown_import_aot */
export declare const UNKNOWN_IMPORT: ConstPointer<u8>;
/** @cname module_unknown_import_aot_size */
export declare const UNKNOWN_IMPORT_SIZE: u32;
/** @cname module_unknown_namespace_aot */
export declare const UNKNOWN_NAMESPACE: ConstPointer<u8>;
/** @cname module_unknown_namespace_aot_size */
export declare const UNKNOWN_NAMESPACE_SIZE: u32;
/** @cname module_worker_aot */
export declare const WORKER: ConstPointer<u8>;
/** @cname module_worker_aot_size */
export declare const WORKER_SIZE: u32;
/** @cname module_wrong_signature_aot */
export declare const WRONG_SIGNATURE: ConstPointer<u8>;
/** @cname module_wrong_signature_aot_size */
export declare const WRONG_SIGNATURE_SIZE: u32;
