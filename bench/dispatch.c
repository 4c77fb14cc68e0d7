/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the runtime adds to a module's own work: steps, ticks, posts, host calls, loading. Each figure is also given as a ratio to
 * WAMR's public call (B1) of the same module, or to B1 with setitimer armed and disarmed around it (B2), measured in turn with it.
 * Prints one JSON object a line.
 */
#include <fuse.h>
#include <fuse_platform.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <wasm_export.h>

#include "endless_divide.h"
#include "endless_fill.h"
#include "endless_float.h"
#include "endless_hostcall.h"
#include "endless_integer.h"
#include "host_calls.h"
#include "loop_control.h"
#include "measure.h"
#include "step.h"

#define POOL_BYTES (4U * 1024U * 1024U)
#define LOG_BYTES 16384U
#define ROUNDS 101U
#define CALLS_PER_STEP 1000.0

static _Alignas(16) uint8_t pool[POOL_BYTES];
static _Alignas(16) uint8_t log_memory[LOG_BYTES];
static uint8_t direct_image[65536] __attribute__((aligned(16)));

static wasm_module_t direct_module;
static wasm_module_inst_t direct_instance;
static wasm_exec_env_t direct_env;
static wasm_function_inst_t direct_step;

static fuse_module_id_t stepped;

static void require(bool condition, const char *what)
{
    if (!condition) {
        fprintf(stderr, "bench: %s failed\n", what);
        exit(1);
    }
}

static uint64_t constant_clock(void)
{
    return 42U;
}

static void start_runtime(bool with_quota, uint64_t (*clock)(void))
{
    fuse_hal_t hal;
    memset(&hal, 0, sizeof hal);
    hal.timer.get_timestamp = clock;
    if (with_quota) {
        hal.quota_arm = fuse_platform_quota_arm;
        hal.quota_cancel = fuse_platform_quota_cancel;
    }
    require(fuse_init(pool, sizeof pool, log_memory, sizeof log_memory, &hal) == FUSE_SUCCESS, "fuse_init");
}

static fuse_policy_t policy_of(uint32_t activation, uint32_t quota_us)
{
    fuse_policy_t policy;
    memset(&policy, 0, sizeof policy);
    policy.capabilities = FUSE_CAP_TIMER;
    policy.memory_pages_max = 1;
    policy.stack_size = 16384;
    policy.cpu_quota_us = quota_us;
    policy.activation_mask = activation;
    policy.event_subscribe = 1U;
    return policy;
}

static fuse_module_id_t load_running(const uint8_t *image, uint32_t size, uint32_t activation, uint32_t quota_us)
{
    const fuse_policy_t policy = policy_of(activation, quota_us);
    fuse_module_id_t id = FUSE_INVALID_MODULE_ID;
    require(fuse_module_load(image, size, &policy, &id) == FUSE_SUCCESS, "fuse_module_load");
    require(fuse_module_start(id) == FUSE_SUCCESS, "fuse_module_start");
    return id;
}

/* The same image, loaded past the runtime: what B1 calls. */
static void load_direct(const uint8_t *image, uint32_t size)
{
    char error[128];
    require(size <= sizeof direct_image, "size of the direct image");
    memcpy(direct_image, image, size);
    direct_module = wasm_runtime_load(direct_image, size, error, sizeof error);
    require(direct_module != NULL, "wasm_runtime_load");
    direct_instance = wasm_runtime_instantiate(direct_module, 16384, 0, error, sizeof error);
    require(direct_instance != NULL, "wasm_runtime_instantiate");
    direct_env = wasm_runtime_create_exec_env(direct_instance, 16384);
    direct_step = wasm_runtime_lookup_function(direct_instance, "module_step");
    require(direct_env != NULL && direct_step != NULL, "wasm_runtime_create_exec_env");
}

static void unload_direct(void)
{
    wasm_runtime_destroy_exec_env(direct_env);
    wasm_runtime_deinstantiate(direct_instance);
    wasm_runtime_unload(direct_module);
}

static void public_call(uint32_t iterations)
{
    for (uint32_t i = 0; i < iterations; i++) {
        (void)wasm_runtime_call_wasm(direct_env, direct_step, 0, NULL);
    }
}

static void public_call_with_timer(uint32_t iterations)
{
    const struct itimerval armed = {.it_value = {.tv_sec = 1}};
    const struct itimerval disarmed = {{0}, {0}};
    for (uint32_t i = 0; i < iterations; i++) {
        setitimer(ITIMER_REAL, &armed, NULL);
        (void)wasm_runtime_call_wasm(direct_env, direct_step, 0, NULL);
        setitimer(ITIMER_REAL, &disarmed, NULL);
    }
}

static void run_step(uint32_t iterations)
{
    for (uint32_t i = 0; i < iterations; i++) {
        (void)fuse_module_run_step(stepped);
    }
}

static void tick(uint32_t iterations)
{
    for (uint32_t i = 0; i < iterations; i++) {
        (void)fuse_tick();
    }
}

static void post(uint32_t iterations)
{
    for (uint32_t i = 0; i < iterations; i++) {
        (void)fuse_post_event(0);
    }
}

static void load_start_unload(uint32_t iterations)
{
    for (uint32_t i = 0; i < iterations; i++) {
        const fuse_module_id_t id = load_running(step_aot, step_aot_size, FUSE_ACTIVATION_MANUAL, 0);
        (void)fuse_module_unload(id);
    }
}

static void report(const char *name, measure_result_t result, const char *baseline, double target)
{
    printf("{\"kind\":\"dispatch\",\"name\":\"%s\",\"ns\":%.2f,\"p10\":%.2f,\"p90\":%.2f", name, result.ns, result.p10, result.p90);
    if (baseline != NULL) {
        printf(",\"baseline\":\"%s\",\"ratio\":%.4f", baseline, result.ratio);
    }
    if (target > 0.0) {
        printf(",\"target\":%.2f", target);
    }
    printf("}\n");
}

static void bench_steps(void)
{
    start_runtime(false, constant_clock);
    load_direct(step_aot, step_aot_size);
    report("B1: wasm_runtime_call_wasm", measure(public_call, NULL, ROUNDS, 100000), NULL, 0);
    report("B2: B1 with setitimer armed and disarmed", measure(public_call_with_timer, NULL, ROUNDS, 5000), NULL, 0);
    stepped = load_running(step_aot, step_aot_size, FUSE_ACTIVATION_MANUAL, 0);
    report("step, no quota", measure(run_step, public_call, ROUNDS, 100000), "B1", 0.5);
    unload_direct();
    (void)fuse_deinit();

    start_runtime(true, constant_clock);
    load_direct(step_aot, step_aot_size);
    stepped = load_running(step_aot, step_aot_size, FUSE_ACTIVATION_MANUAL, 1000000);
    report("step, quota armed", measure(run_step, public_call_with_timer, ROUNDS, 5000), "B2", 0.06);
    unload_direct();
    (void)fuse_deinit();
}

static void bench_ticks(uint32_t modules, uint32_t activation, const char *name, double target)
{
    start_runtime(true, fuse_platform_get_timestamp_us);
    load_direct(step_aot, step_aot_size);
    for (uint32_t i = 0; i < modules; i++) {
        fuse_policy_t policy = policy_of(activation, 1000000);
        fuse_module_id_t id = FUSE_INVALID_MODULE_ID;
        policy.step_interval_us = 3600U * 1000000U;
        require(fuse_module_load(step_aot, step_aot_size, &policy, &id) == FUSE_SUCCESS, "fuse_module_load");
        require(fuse_module_start(id) == FUSE_SUCCESS, "fuse_module_start");
    }
    (void)fuse_tick(); /* INTERVAL modules take their first step here */
    require(fuse_tick() == 0U, "an idle tick");
    report(name, measure(tick, public_call, ROUNDS, 100000), "B1", target);
    unload_direct();
    (void)fuse_deinit();
}

static void bench_posts(void)
{
    start_runtime(true, constant_clock);
    load_direct(step_aot, step_aot_size);
    for (uint32_t i = 0; i < 8U; i++) {
        (void)load_running(step_aot, step_aot_size, FUSE_ACTIVATION_EVENT, 0);
    }
    report("post_event, 8 subscribers", measure(post, public_call, ROUNDS, 100000), "B1", 0.4);
    unload_direct();
    (void)fuse_deinit();
}

static void bench_host_calls(void)
{
    start_runtime(true, constant_clock);
    load_direct(step_aot, step_aot_size);
    stepped = load_running(loop_control_aot, loop_control_aot_size, FUSE_ACTIVATION_MANUAL, 0);
    const measure_result_t control = measure(run_step, NULL, ROUNDS, 200);
    stepped = load_running(host_calls_aot, host_calls_aot_size, FUSE_ACTIVATION_MANUAL, 0);
    require(fuse_module_run_step(stepped) == FUSE_SUCCESS, "a step with host calls");
    measure_result_t calls = measure(run_step, public_call, ROUNDS, 200);
    const double base = calls.ns / calls.ratio;
    calls.ns = (calls.ns - control.ns) / CALLS_PER_STEP;
    calls.p10 = (calls.p10 - control.ns) / CALLS_PER_STEP;
    calls.p90 = (calls.p90 - control.ns) / CALLS_PER_STEP;
    calls.ratio = calls.ns / base;
    report("host call with its policy check", calls, "B1", 0.4);
    unload_direct();
    (void)fuse_deinit();
}

static void bench_loading(void)
{
    start_runtime(true, constant_clock);
    report("load, start and unload", measure(load_start_unload, NULL, 21, 50), NULL, 0);
    (void)fuse_deinit();
}

#define OVERSHOOT_SAMPLES 60U
#define OVERSHOOT_QUOTA_US 3000U

static void bench_overshoot(const char *name, const uint8_t *image, uint32_t size)
{
    static double overshoot[OVERSHOOT_SAMPLES];
    start_runtime(true, fuse_platform_get_timestamp_us);
    for (uint32_t i = 0; i < OVERSHOOT_SAMPLES; i++) {
        const fuse_module_id_t id = load_running(image, size, FUSE_ACTIVATION_MANUAL, OVERSHOOT_QUOTA_US);
        fuse_platform_sleep_us((i * 617U) % 1000U); /* another phase of the sampling timer each time */
        const uint64_t start = measure_now_ns();
        require(fuse_module_run_step(id) == FUSE_ERR_QUOTA_EXCEEDED, name);
        overshoot[i] = (double)(measure_now_ns() - start) / 1000.0 - (double)OVERSHOOT_QUOTA_US;
        (void)fuse_module_unload(id);
    }
    const double least = measure_percentile(overshoot, OVERSHOOT_SAMPLES, 0.0);
    printf("{\"kind\":\"overshoot\",\"name\":\"%s\",\"quota_us\":%u,\"samples\":%u,\"min_us\":%.1f,\"p50_us\":%.1f,\"p90_us\":%.1f,\"max_us\":%.1f}\n",
           name, OVERSHOOT_QUOTA_US, OVERSHOOT_SAMPLES, least, measure_percentile(overshoot, OVERSHOOT_SAMPLES, 50.0),
           measure_percentile(overshoot, OVERSHOOT_SAMPLES, 90.0), measure_percentile(overshoot, OVERSHOOT_SAMPLES, 100.0));
    require(least >= 0.0, "never stopping a module early");
    (void)fuse_deinit();
}

int main(void)
{
    fuse_platform_init();
    setvbuf(stdout, NULL, _IOLBF, 0);
    bench_steps();
    bench_ticks(1, FUSE_ACTIVATION_EVENT, "idle tick, 1 EVENT module", 0.2);
    bench_ticks(8, FUSE_ACTIVATION_EVENT, "idle tick, 8 EVENT modules", 0.2);
    bench_ticks(32, FUSE_ACTIVATION_EVENT, "idle tick, 32 EVENT modules", 0.2);
    bench_ticks(8, FUSE_ACTIVATION_INTERVAL, "idle tick, 8 INTERVAL modules", 0);
    bench_posts();
    bench_host_calls();
    bench_loading();
    bench_overshoot("endless integer loop", endless_integer_aot, endless_integer_aot_size);
    bench_overshoot("endless floating-point loop", endless_float_aot, endless_float_aot_size);
    bench_overshoot("endless 64-bit division", endless_divide_aot, endless_divide_aot_size);
    bench_overshoot("endless memory.fill", endless_fill_aot, endless_fill_aot_size);
    bench_overshoot("endless host calls", endless_hostcall_aot, endless_hostcall_aot_size);
    return 0;
}
