// SPDX-License-Identifier: Apache-2.0
/** @file sha256.cpp SHA-256, by LLVM's support library, which is linked in anyway. */
#include "sha256.h"

#include <algorithm>

#include <llvm/ADT/ArrayRef.h>
#include <llvm/Support/SHA256.h>

void sha256(const uint8_t *bytes, size_t size, uint8_t hash[SHA256_SIZE])
{
    const auto result = llvm::SHA256::hash(llvm::ArrayRef<uint8_t>(bytes, size));
    static_assert(sizeof result == SHA256_SIZE);
    std::copy(result.begin(), result.end(), hash);
}
