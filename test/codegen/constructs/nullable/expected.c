/* SPDX-License-Identifier: Apache-2.0 */
/* Generated from nullable/input.ts by codegen; do not edit. */
/** Type: S | null; a check for null narrows it. */
#include "input.h"

typedef struct node node_t;

struct node {
    uint32_t value;
    node_t *next;
};

static node_t first;

static node_t *top = NULL;

void fuse_push(void)
{
    first.next = NULL;
    top = &first;
}

uint32_t fuse_value_of_top(void)
{
    node_t *const node = top;
    if (node == NULL) {
        return 0U;
    }
    node_t *const below = node->next;
    return (below == NULL) ? node->value : below->value;
}
