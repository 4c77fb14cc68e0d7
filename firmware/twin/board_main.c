/* SPDX-License-Identifier: Apache-2.0 */
/** The image `twin` of a board: plays the scenario that was linked into its flash. */
#include "fuse_app_config.h"
#include "fuse_platform.h"
#include "fuse_platform_freertos.h"
#include "player.h"
#include "twin_scenario.h"

static _Alignas(16) uint8_t module_memory[FUSE_APP_WAMR_POOL_BYTES];
static _Alignas(16) uint8_t log_memory[FUSE_APP_LOG_POOL_BYTES];
static _Alignas(8) uint8_t scratch[TWIN_SCRATCH_BYTES];

static uint32_t play(void)
{
    twin_scenario_t scenario;
    const twin_memory_t memory = {
        .pool = module_memory, .log = log_memory, .scratch = scratch, .scratch_bytes = sizeof scratch};
    fuse_platform_init();
    return (twin_open(twin_scenario_aot, twin_scenario_aot_size, &scenario) && twin_play(&scenario, &memory)) ? 0U : 1U;
}

int main(void)
{
    fuse_freertos_run(play);
}
