// SPDX-License-Identifier: Apache-2.0
/** fuse_module.hpp: the native functions for modules in C++17, above fuse_module.h and without the standard library. */
import { canLog, type GuestCall, type GuestParam, type Scalar } from './guest-call';
import { blockComment, head, namesBut } from './text';

const safeName = namesBut(
  'alignas alignof and asm auto bool break case catch char class const constexpr continue decltype default delete do double else ' +
    'enum explicit export extern false float for friend goto if inline int long mutable namespace new noexcept not nullptr ' +
    'operator or private protected public register return short signed sizeof static struct switch template this throw true try ' +
    'typedef typeid typename union unsigned using virtual void volatile while xor',
);

const TYPES: Readonly<Record<Scalar, string>> = {
  bool: 'bool',
  u8: 'uint8_t',
  i8: 'int8_t',
  u16: 'uint16_t',
  i16: 'int16_t',
  u32: 'uint32_t',
  i32: 'int32_t',
  u64: 'uint64_t',
  i64: 'int64_t',
  usize: 'size_t',
  f32: 'float',
  f64: 'double',
};

function outer({ name, type }: GuestParam): string {
  if (type.kind === 'scalar') return `${TYPES[type.name]} ${safeName(name)}`;
  return `span<${type.readonly ? 'const ' : ''}uint8_t> ${safeName(name)}`;
}

const argument = ({ name, type }: GuestParam): string =>
  type.kind === 'scalar' ? safeName(name) : `${safeName(name)}.data(), ${safeName(name)}.size()`;

function wrapper(call: GuestCall): string {
  const statement = `::${call.name}(${call.params.map(argument).join(', ')});`;
  return (
    blockComment(call.doc) +
    `inline ${call.result === null ? 'void' : TYPES[call.result]} ${safeName(call.name)}(${call.params.map(outer).join(', ')})\n` +
    `{\n    ${call.result === null ? '' : 'return '}${statement}\n}\n`
  );
}

const INTRODUCTION = [
  'What a module in C++ may call of the runtime: fuse_module.h with ranges instead of pointers and lengths. C++17, compiled to wasm32 without a standard library, exceptions or run-time types.',
  'A module defines FUSE_MODULE_STEP() { … }, and, if it wants them, FUSE_MODULE_INIT() { … } and FUSE_MODULE_DEINIT() { … }.',
];

const ENTRIES = `
#define FUSE_MODULE_INIT extern "C" FUSE_MODULE_EXPORT void module_init
#define FUSE_MODULE_STEP extern "C" FUSE_MODULE_EXPORT void module_step
#define FUSE_MODULE_DEINIT extern "C" FUSE_MODULE_EXPORT void module_deinit
`;

const SPAN = `
/** Elements in a row that belong to someone else. An index outside traps. */
template <typename T> class span {
public:
    constexpr span(T *data, uint32_t size) : data_(data), size_(size) {}
    template <uint32_t N> constexpr span(T (&array)[N]) : data_(array), size_(N) {}
    /** A span of constants from one of variables. */
    template <typename U> constexpr span(const span<U> &other) : data_(other.data()), size_(other.size()) {}

    constexpr T *data() const { return data_; }
    constexpr uint32_t size() const { return size_; }
    constexpr bool empty() const { return size_ == 0U; }
    constexpr T *begin() const { return data_; }
    constexpr T *end() const { return data_ + size_; }
    constexpr T &operator[](uint32_t index) const
    {
        if (index >= size_) {
            __builtin_trap();
        }
        return data_[index];
    }
    /** The first elements; traps when there are fewer. */
    constexpr span first(uint32_t count) const
    {
        if (count > size_) {
            __builtin_trap();
        }
        return span(data_, count);
    }

private:
    T *data_;
    uint32_t size_;
};
`;

const LOG = `
/** Characters without a NUL behind them; of a literal, without its own. */
class text_view {
public:
    constexpr text_view(const char *data, uint32_t size) : data_(data), size_(size) {}
    template <uint32_t N> constexpr text_view(const char (&literal)[N]) : data_(literal), size_(N - 1U) {}

    constexpr const char *data() const { return data_; }
    constexpr uint32_t size() const { return size_; }

private:
    const char *data_;
    uint32_t size_;
};

/** How much a message matters. */
enum class level : uint32_t { debug = 0, info = 1, fatal = 2 };

/** Logs a message that is complete as it stands. Needs the capability LOG. */
inline void log(level importance, text_view message)
{
    ::module_log_event(message.data(), message.size(), static_cast<uint32_t>(importance));
}

/** A message that is put together on the stack. What does not fit is left out, as the runtime would. */
class line {
public:
    static constexpr uint32_t capacity = 127U;

    line &text(text_view text)
    {
        for (uint32_t i = 0U; i < text.size(); i++) {
            add(text.data()[i]);
        }
        return *this;
    }

    /** In decimal. */
    line &number(uint32_t number)
    {
        uint32_t power = 1000000000U;
        while (power > 1U && number < power) {
            power /= 10U;
        }
        for (; power > 0U; power /= 10U) {
            add(static_cast<char>('0' + number / power % 10U));
        }
        return *this;
    }

    void log(level importance) const { fuse::log(importance, text_view(bytes_, length_)); }

private:
    void add(char character)
    {
        if (length_ < capacity) {
            bytes_[length_] = character;
            length_++;
        }
    }

    uint32_t length_ = 0U;
    char bytes_[capacity];
};
`;

export function cppBindings(calls: readonly GuestCall[]): string {
  return (
    head('//') +
    blockComment(INTRODUCTION) +
    '#ifndef FUSE_MODULE_HPP\n#define FUSE_MODULE_HPP\n\n#include "fuse_module.h"\n' +
    ENTRIES +
    '\nnamespace fuse {\n' +
    SPAN +
    calls.map((call) => `\n${wrapper(call)}`).join('') +
    (canLog(calls) ? LOG : '') +
    '\n} // namespace fuse\n\n#endif\n'
  );
}
