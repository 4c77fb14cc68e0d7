/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file build_id.c
 * The build id, from the notes of the running program, which the kernel's auxiliary vector leads to.
 */
#include "board.h"

#include <elf.h>
#include <link.h>
#include <string.h>
#include <sys/auxv.h>

static size_t aligned(size_t size)
{
    return (size + 3U) & ~(size_t)3U;
}

/** The contents of the build id's note among the notes in [at, end). */
static const uint8_t *find_note(const uint8_t *at, const uint8_t *end, size_t *length)
{
    while ((size_t)(end - at) >= sizeof(ElfW(Nhdr))) {
        const ElfW(Nhdr) *const note = (const ElfW(Nhdr) *)(const void *)at;
        const uint8_t *const name = &at[sizeof *note];
        const uint8_t *const contents = &name[aligned(note->n_namesz)];
        if ((note->n_type == (ElfW(Word))NT_GNU_BUILD_ID) && (note->n_namesz == sizeof ELF_NOTE_GNU) &&
            (memcmp(name, ELF_NOTE_GNU, sizeof ELF_NOTE_GNU) == 0)) {
            *length = note->n_descsz;
            return contents;
        }
        at = &contents[aligned(note->n_descsz)];
    }
    return NULL;
}

const uint8_t *board_build_id(size_t *length)
{
    const ElfW(Phdr) *const headers = (const ElfW(Phdr) *)(uintptr_t)getauxval(AT_PHDR);
    const size_t count = (size_t)getauxval(AT_PHNUM);
    uintptr_t bias = 0U;
    const uint8_t *id = NULL;
    *length = 0U;
    for (size_t i = 0U; i < count; i++) {
        if (headers[i].p_type == (ElfW(Word))PT_PHDR) {
            bias = (uintptr_t)headers - headers[i].p_vaddr;
        }
    }
    for (size_t i = 0U; (i < count) && (id == NULL); i++) {
        if (headers[i].p_type == (ElfW(Word))PT_NOTE) {
            const uint8_t *const notes = (const uint8_t *)(bias + headers[i].p_vaddr);
            id = find_note(notes, &notes[headers[i].p_memsz], length);
        }
    }
    return id;
}
