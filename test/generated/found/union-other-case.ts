// SPDX-License-Identifier: Apache-2.0
// refused FUSE3111: what one case of a switch over a union calls was taken to happen before the next case
import { noteU32, noteBool } from './host';
enum CaseKind {
  None = 0,
  One = 1,
  Two = 2,
}
interface CaseNone {
  kind: CaseKind.None;
}
interface CaseOne {
  kind: CaseKind.One;
  size: u32;
}
interface CaseTwo {
  kind: CaseKind.Two;
  wide: boolean;
}
type CaseUnion = CaseNone | CaseOne | CaseTwo;
const caseUnion: CaseUnion = { kind: CaseKind.None };
export function caseRun(seed: u32): void {
  if (seed > 5) assign(caseUnion, { kind: CaseKind.Two, wide: true });
  else assign(caseUnion, { kind: CaseKind.One, size: seed });
  const u = caseUnion;
  switch (u.kind) {
    case CaseKind.None:
      break;
    case CaseKind.One:
      noteU32(u.size);
      break;
    case CaseKind.Two:
      noteBool(u.wide);
      break;
  }
}
