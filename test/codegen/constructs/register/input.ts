// SPDX-License-Identifier: Apache-2.0
/** Hardware: registers, each access a volatile one. */

const DATA = 0x40011004;
const READY = 0x80;

interface Uart {
  status: Reg<u32>;
  data: Reg<u32>;
}

export function send(byte: u8): void {
  const data = registerAt<u32>(DATA);
  data.write(byte);
}

export function isReady(uart: Uart): boolean {
  return (uart.status.read() & READY) !== 0;
}

export function echo(uart: Uart): void {
  const byte = uart.data.read();
  uart.data.write(byte);
}
