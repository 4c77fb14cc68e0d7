/* SPDX-License-Identifier: Apache-2.0 */
/** @file cortex_m4.c All that generated programs need of QEMU's mps2-an386: start-up, a console, and an end. */
#include <stdint.h>

/* CMSDK UART 0: Arm DDI 0479, section 4.3. */
#define UART_DATA (*(volatile uint32_t *)0x40004000U)
#define UART_STATE (*(volatile uint32_t *)0x40004004U)
#define UART_CONTROL (*(volatile uint32_t *)0x40004008U)
#define UART_DIVIDER (*(volatile uint32_t *)0x40004010U)
#define UART_STATE_FULL 1U
#define UART_CONTROL_TRANSMIT 1U
/* Armv7-M Architecture Reference Manual, B3.2. */
#define SCB_CPACR (*(volatile uint32_t *)0xE000ED88U)
#define CPACR_FPU 0x00F00000U
/* Semihosting: Arm 2.0, SYS_EXIT. */
#define SYS_EXIT 0x18U
#define ADP_STOPPED_APPLICATION_EXIT 0x20026U

extern uint8_t image_stack_end[];
extern uint8_t image_bss_start[];
extern uint8_t image_bss_end[];

int main(void);
void console_write(const char *bytes, uint32_t length);
_Noreturn void image_start(void);
_Noreturn void image_fault(void);

void console_write(const char *bytes, uint32_t length)
{
    for (uint32_t i = 0U; i < length; i++) {
        while ((UART_STATE & UART_STATE_FULL) != 0U) {
        }
        UART_DATA = (uint8_t)bytes[i];
    }
}

static _Noreturn void image_end(void)
{
    register uint32_t operation __asm("r0") = SYS_EXIT;
    register uint32_t reason __asm("r1") = ADP_STOPPED_APPLICATION_EXIT;
    __asm volatile("bkpt 0xAB" : : "r"(operation), "r"(reason) : "memory");
    for (;;) {
    }
}

_Noreturn void image_start(void)
{
    SCB_CPACR |= CPACR_FPU;
    __asm volatile("dsb\n\tisb" ::: "memory");
    for (uint8_t *byte = image_bss_start; byte != image_bss_end; byte++) {
        *byte = 0U;
    }
    UART_DIVIDER = 16U;
    UART_CONTROL = UART_CONTROL_TRANSMIT;
    (void)main();
    image_end();
}

_Noreturn void image_fault(void)
{
    console_write("fault\n", 6U);
    image_end();
}

typedef void (*handler_t)(void);
struct vectors {
    uint8_t *stack;
    handler_t handlers[15];
};
__attribute__((section(".vectors"), used)) const struct vectors image_vectors = {
    image_stack_end,
    { image_start, image_fault, image_fault, image_fault, image_fault, image_fault },
};
