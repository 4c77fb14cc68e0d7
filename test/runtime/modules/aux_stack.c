/* SPDX-License-Identifier: Apache-2.0 */
/** Overflows the auxiliary stack: the one in linear memory on which a C compiler keeps arrays. */
__attribute__((noinline)) static unsigned deeper(volatile unsigned char *caller, unsigned depth)
{
    volatile unsigned char local[128];
    local[depth % 128U] = (unsigned char)(caller[0] + depth);
    if (depth == 1000000U) {
        return local[0];
    }
    return deeper(local, depth + 1U) + local[depth % 128U];
}

volatile unsigned result;

__attribute__((export_name("module_step"))) void module_step(void)
{
    volatile unsigned char first = 1;
    result = deeper(&first, 0U);
}
