// Made by fuse-codegen from the sources of the program. Do not edit.
import type { ArrayView, MemoryOptions, Place, ProgramBase, Slice, StructClass, View } from '../../../codegen/node';
export { Fault, InternalError, Panic } from '../../../codegen/node';

export interface AotExport extends View {
  name: number;
  kind: number;
  index: number;
}
export interface AotExport$Fields {
  name?: number;
  kind?: number;
  index?: number;
}

export interface AotFuncType extends View {
  paramCount: number;
  resultCount: number;
}
export interface AotFuncType$Fields {
  paramCount?: number;
  resultCount?: number;
}

export interface AotImportFunc extends View {
  moduleName: number;
  funcName: number;
  /** Null: no native function of that name and signature. */
  funcPtrLinked: number;
}
export interface AotImportFunc$Fields {
  moduleName?: number;
  funcName?: number;
  funcPtrLinked?: number;
}

export interface AotInstance extends View {
  memoryCount: number;
  /** Why the module trapped, NUL-terminated; empty: it did not. */
  curException: ArrayView<number>;
  curExecEnv: ExecEnv | null;
  globalTableData: AotInstanceTail;
}
export interface AotInstance$Fields {
  memoryCount?: number;
  curException?: Iterable<number>;
  curExecEnv?: ExecEnv | null;
  globalTableData?: AotInstanceTail | AotInstanceTail$Fields;
}

/** The instance's own memories; the C type has no name. */
export interface AotInstanceTail extends View {
  memoryInstances: ArrayView<AotMemoryInstance>;
}
export interface AotInstanceTail$Fields {
  memoryInstances?: Iterable<AotMemoryInstance | AotMemoryInstance$Fields>;
}

export interface AotMemory extends View {
  numBytesPerPage: number;
  initPageCount: number;
  maxPageCount: number;
}
export interface AotMemory$Fields {
  numBytesPerPage?: number;
  initPageCount?: number;
  maxPageCount?: number;
}

export interface AotMemoryInstance extends View {
  /** Their product is the size: WAMR's memory_data_size is rounded up to what the system maps. */
  numBytesPerPage: number;
  curPageCount: number;
  memoryData: number;
}
export interface AotMemoryInstance$Fields {
  numBytesPerPage?: number;
  curPageCount?: number;
  memoryData?: number;
}

export interface AotModule extends View {
  memoryCount: number;
  memories: number;
  typeCount: number;
  types: number;
  importMemoryCount: number;
  importTableCount: number;
  importGlobalCount: number;
  importFuncCount: number;
  importFuncs: number;
  /** Functions of the module's own: their function index less importFuncCount. */
  funcCount: number;
  funcPtrs: number;
  funcTypeIndexes: number;
  exportCount: number;
  exports: number;
  /** 0xffffffff: none. */
  startFuncIndex: number;
  /** Null also where the start function is an import. */
  startFunction: number;
  code: number;
  codeSize: number;
}
export interface AotModule$Fields {
  memoryCount?: number;
  memories?: number;
  typeCount?: number;
  types?: number;
  importMemoryCount?: number;
  importTableCount?: number;
  importGlobalCount?: number;
  importFuncCount?: number;
  importFuncs?: number;
  funcCount?: number;
  funcPtrs?: number;
  funcTypeIndexes?: number;
  exportCount?: number;
  exports?: number;
  startFuncIndex?: number;
  startFunction?: number;
  code?: number;
  codeSize?: number;
}

export interface CameraHal extends View {
  /** Copies the latest frame into `buffer`, at most `capacity` bytes; returns its size in bytes, 0 when there is none. */
  get lastFrame(): number;
  set lastFrame(value: number | ((buffer: number, capacity: number) => bigint) | null);
}
export interface CameraHal$Fields {
  lastFrame?: number | ((buffer: number, capacity: number) => bigint) | null;
}

/** What fuse_module_info() tells of a module's past. The times are cycles of the platform's counter. */
export interface Counts extends View {
  steps: number;
  traps: number;
  quotaKills: number;
  cyclesLast: bigint;
  cyclesMax: bigint;
  cyclesTotal: bigint;
}
export interface Counts$Fields {
  steps?: number;
  traps?: number;
  quotaKills?: number;
  cyclesLast?: bigint;
  cyclesMax?: bigint;
  cyclesTotal?: bigint;
}

/** The hash so far (H): eight words. */
export interface Digest extends View {
  words: ArrayView<number>;
}
export interface Digest$Fields {
  words?: Iterable<number>;
}

export interface ExecEnv extends View {
  moduleInst: WamrInstance;
  /** Compiled code traps before its frame would reach below this. */
  nativeStackBoundary: number;
}
export interface ExecEnv$Fields {
  moduleInst?: WamrInstance;
  nativeStackBoundary?: number;
}

/** Bytes of the calling module's memory, checked to be its own. Valid until the native function returns. */
export interface GuestBytes extends View {
  start: number;
  length: number;
}
export interface GuestBytes$Fields {
  start?: number;
  length?: number;
}

/** The host's functions. Any may be NULL: its module functions then give 0, a missing clock skips interval checks. */
export interface Hal extends View {
  // Where FUSE_HAL_ENABLE_TEMP_SENSOR is set.
  temp: TempHal;
  // Where FUSE_HAL_ENABLE_TIMER is set.
  timer: TimerHal;
  // Where FUSE_HAL_ENABLE_CAMERA is set.
  camera: CameraHal;
  /** With quotaCancel: makes cpu_quota_us effective. fuse_platform_quota_arm() fits. */
  get quotaArm(): number;
  set quotaArm(value: number | ((id: number, us: number) => void) | null);
  /** fuse_platform_quota_cancel() fits. */
  get quotaCancel(): number;
  set quotaCancel(value: number | ((id: number) => void) | null);
  get moduleStopped(): number;
  set moduleStopped(value: number | ((id: number, state: number) => void) | null);
}
export interface Hal$Fields {
  temp?: TempHal | TempHal$Fields;
  timer?: TimerHal | TimerHal$Fields;
  camera?: CameraHal | CameraHal$Fields;
  quotaArm?: number | ((id: number, us: number) => void) | null;
  quotaCancel?: number | ((id: number) => void) | null;
  moduleStopped?: number | ((id: number, state: number) => void) | null;
}

export interface Line extends View {
  /** What is left of the line; its last byte stays a NUL. */
  rest: Slice;
}
export interface Line$Fields {
  rest?: Slice;
}

export interface Log extends View {
  /** By origin. */
  rings: ArrayView<Ring>;
  /** Sequence number of the next entry. */
  next: number;
  lost: number;
}
export interface Log$Fields {
  rings?: Iterable<Ring | Ring$Fields>;
  next?: number;
  lost?: number;
}

/** One entry of the log. */
export interface LogEntry extends View {
  /** Counts all entries since fuse_init(), modulo 2^32. */
  sequence: number;
  /** The module it is about or from, or FUSE_INVALID_MODULE_ID. */
  moduleId: number;
  /** Of the host's clock; 0 without one. */
  timestampUs: bigint;
  /** FUSE_LOG_ORIGIN_RUNTIME or FUSE_LOG_ORIGIN_GUEST. */
  origin: number;
  /** FUSE_LOG_LEVEL_DEBUG, _INFO or _FATAL. */
  level: number;
  /** NUL-terminated, without control characters. */
  text: ArrayView<number>;
}
export interface LogEntry$Fields {
  sequence?: number;
  moduleId?: number;
  timestampUs?: bigint;
  origin?: number;
  level?: number;
  text?: Iterable<number>;
}

export interface MemAllocOption extends View {
  pool: PoolOption;
}
export interface MemAllocOption$Fields {
  pool?: PoolOption | PoolOption$Fields;
}

/** One loaded module. */
export interface Module extends View {
  id: number;
  /** The mask of its id. */
  bit: number;
  /** Written by the runtime's task. */
  state: number;
  /** Subscribed events that have been posted and not been seen by a step. */
  latch: number;
  sandbox: Sandbox;
}
export interface Module$Fields {
  id?: number;
  bit?: number;
  state?: number;
  latch?: number;
  sandbox?: Sandbox | Sandbox$Fields;
}

/** Figures of one module, since it was loaded or replaced. */
export interface ModuleInfo extends View {
  /** FUSE_MODULE_STATE_*. */
  state: number;
  /** Completed steps, modulo 2^32. */
  steps: number;
  /** Entries that ended in a trap, modulo 2^32. */
  traps: number;
  /** Entries that were stopped by the quota, modulo 2^32. */
  quotaKills: number;
  /** Duration of the last step in microseconds; 0 in builds without FUSE_STEP_TIMES, like the next two. */
  stepUsLast: number;
  /** Duration of the longest step. */
  stepUsMax: number;
  /** Duration of all steps. */
  stepUsTotal: bigint;
  /** What the module takes of the pool, in bytes, as measured when it was loaded. */
  poolBytes: number;
  /** Size of its linear memory now, in bytes. */
  memoryBytes: number;
}
export interface ModuleInfo$Fields {
  state?: number;
  steps?: number;
  traps?: number;
  quotaKills?: number;
  stepUsLast?: number;
  stepUsMax?: number;
  stepUsTotal?: bigint;
  poolBytes?: number;
  memoryBytes?: number;
}

/** The time that intervals are compared with. While it is not known, they are not checked. */
export interface Now extends View {
  isKnown: boolean;
  us: bigint;
}
export interface Now$Fields {
  isKnown?: boolean;
  us?: bigint;
}

/** A module's machine code: [start, end). */
export interface PlatformText extends View {
  start: number;
  end: number;
}
export interface PlatformText$Fields {
  start?: number;
  end?: number;
}

/** The rights and limits of one module. Written down in app_config.json; 32 bytes, little-endian, in binary form. */
export interface Policy extends View {
  /** FUSE_CAP_* bits: the native functions that may be called. Only of HAL groups that are compiled in. */
  capabilities: number;
  /** Limit of the linear memory in pages of 65,536 bytes; 0 allows none. */
  memoryPagesMax: number;
  /** Native stack that an entry may use, in bytes. */
  stackSize: number;
  /** Kept for compatibility: modules have no heap of the host's. */
  heapSize: number;
  /** Time limit of each entry (start code, init, step, deinit) in microseconds; 0: none. */
  cpuQuotaUs: number;
  /** Least time from the start of one step to the start of the next, in microseconds. */
  stepIntervalUs: number;
  /** FUSE_ACTIVATION_* bits; 0 means FUSE_ACTIVATION_INTERVAL. */
  activationMask: number;
  /** The events that activate the module: one bit each. */
  eventSubscribe: number;
}
export interface Policy$Fields {
  capabilities?: number;
  memoryPagesMax?: number;
  stackSize?: number;
  heapSize?: number;
  cpuQuotaUs?: number;
  stepIntervalUs?: number;
  activationMask?: number;
  eventSubscribe?: number;
}

export interface PoolInfo extends View {
  totalFreeSize: number;
}
export interface PoolInfo$Fields {
  totalFreeSize?: number;
}

/** The C type has no name. */
export interface PoolOption extends View {
  heapBuf: number;
  heapSize: number;
}
export interface PoolOption$Fields {
  heapBuf?: number;
  heapSize?: number;
}

/** A range of the memory: its latest `count` entries are of use, and the next one goes to `place`. */
export interface Ring extends View {
  entries: Slice;
  place: number;
  count: number;
}
export interface Ring$Fields {
  entries?: Slice;
  place?: number;
  count?: number;
}

/** What the runtime's task knows about all modules. */
export interface Runtime extends View {
  /** State RUNNING. */
  running: number;
  /** Those that may step now: `running`, or none between fuse_stop() and fuse_restart(). */
  runnable: number;
  /** Activation has INTERVAL. */
  periodic: number;
  /** The interval is not 0: the clock is needed to know whether a step is due. */
  timed: number;
  /** Activation has EVENT and an event is latched. */
  awake: number;
  /** fuse_stop() has been called. */
  stopped: boolean;
  /** Paused by fuse_stop(), to be resumed by fuse_restart(). */
  resumable: number;
  /** The module that is being executed, or whose end is being reported to the host. */
  entered: Module | null;
  /** Lowest address of the task's stack that modules may use. */
  stackLimit: number;
}
export interface Runtime$Fields {
  running?: number;
  runnable?: number;
  periodic?: number;
  timed?: number;
  awake?: number;
  stopped?: boolean;
  resumable?: number;
  entered?: Module | null;
  stackLimit?: number;
}

/** With every field zero: a pool, no native functions. */
export interface RuntimeInitArgs extends View {
  memAllocOption: MemAllocOption;
}
export interface RuntimeInitArgs$Fields {
  memAllocOption?: MemAllocOption | MemAllocOption$Fields;
}

/** All that goes with an image: its policy, what WAMR holds for it, where to enter it, its past. */
export interface Sandbox extends View {
  /** module_init is behind it (or does not exist). */
  started: boolean;
  /** lastStepUs is known. */
  stepped: boolean;
  policy: Policy;
  image: WamrModule | null;
  instance: WamrInstance | null;
  env: ExecEnv | null;
  text: PlatformText;
  /** By INIT, STEP and so on; null where there is none. */
  entries: ArrayView<number>;
  /** What it takes of the pool. */
  poolBytes: number;
  /** Clock at the start of the last successful step. */
  lastStepUs: bigint;
  counts: Counts;
}
export interface Sandbox$Fields {
  started?: boolean;
  stepped?: boolean;
  policy?: Policy | Policy$Fields;
  image?: WamrModule | null;
  instance?: WamrInstance | null;
  env?: ExecEnv | null;
  text?: PlatformText | PlatformText$Fields;
  entries?: Iterable<number | ((env: ExecEnv) => void) | null>;
  poolBytes?: number;
  lastStepUs?: bigint;
  counts?: Counts | Counts$Fields;
}

/** The message schedule (W): a block's 16 words, and what is computed from them. */
export interface Schedule extends View {
  words: ArrayView<number>;
}
export interface Schedule$Fields {
  words?: Iterable<number>;
}

/** What interrupts and other threads may look at and change, beside the states of modules and the entry under way (quota.ts). */
export interface Shared extends View {
  /** 1 from fuse_init() to fuse_deinit(). Written by the runtime's task. */
  initialised: number;
  /** The ids in use. Written by the runtime's task. */
  loaded: number;
  /** Events posted since the task last looked. */
  posted: number;
  /** Events cleared since then. */
  cleared: number;
}
export interface Shared$Fields {
  initialised?: number;
  loaded?: number;
  posted?: number;
  cleared?: number;
}

export interface TempHal extends View {
  /** The temperature now, in degrees Celsius. */
  get getReading(): number;
  set getReading(value: number | (() => number) | null);
}
export interface TempHal$Fields {
  getReading?: number | (() => number) | null;
}

export interface TimerHal extends View {
  /** Monotonic time in microseconds. Without it intervals are not checked and log entries have the time 0. */
  get getTimestamp(): number;
  set getTimestamp(value: number | (() => bigint) | null);
}
export interface TimerHal$Fields {
  getTimestamp?: number | (() => bigint) | null;
}

/** An instance as the public calls see it. */
export type WamrInstance = View;
export type WamrInstance$Fields = Readonly<Record<string, never>>;

/** A loaded image as the public calls see it. */
export type WamrModule = View;
export type WamrModule$Fields = Readonly<Record<string, never>>;

export interface Structs {
  readonly AotExport: StructClass<AotExport, AotExport$Fields>;
  readonly AotFuncType: StructClass<AotFuncType, AotFuncType$Fields>;
  readonly AotImportFunc: StructClass<AotImportFunc, AotImportFunc$Fields>;
  readonly AotInstance: StructClass<AotInstance, AotInstance$Fields>;
  readonly AotInstanceTail: StructClass<AotInstanceTail, AotInstanceTail$Fields>;
  readonly AotMemory: StructClass<AotMemory, AotMemory$Fields>;
  readonly AotMemoryInstance: StructClass<AotMemoryInstance, AotMemoryInstance$Fields>;
  readonly AotModule: StructClass<AotModule, AotModule$Fields>;
  readonly CameraHal: StructClass<CameraHal, CameraHal$Fields>;
  readonly Counts: StructClass<Counts, Counts$Fields>;
  readonly Digest: StructClass<Digest, Digest$Fields>;
  readonly ExecEnv: StructClass<ExecEnv, ExecEnv$Fields>;
  readonly GuestBytes: StructClass<GuestBytes, GuestBytes$Fields>;
  readonly Hal: StructClass<Hal, Hal$Fields>;
  readonly Line: StructClass<Line, Line$Fields>;
  readonly Log: StructClass<Log, Log$Fields>;
  readonly LogEntry: StructClass<LogEntry, LogEntry$Fields>;
  readonly MemAllocOption: StructClass<MemAllocOption, MemAllocOption$Fields>;
  readonly Module: StructClass<Module, Module$Fields>;
  readonly ModuleInfo: StructClass<ModuleInfo, ModuleInfo$Fields>;
  readonly Now: StructClass<Now, Now$Fields>;
  readonly PlatformText: StructClass<PlatformText, PlatformText$Fields>;
  readonly Policy: StructClass<Policy, Policy$Fields>;
  readonly PoolInfo: StructClass<PoolInfo, PoolInfo$Fields>;
  readonly PoolOption: StructClass<PoolOption, PoolOption$Fields>;
  readonly Ring: StructClass<Ring, Ring$Fields>;
  readonly Runtime: StructClass<Runtime, Runtime$Fields>;
  readonly RuntimeInitArgs: StructClass<RuntimeInitArgs, RuntimeInitArgs$Fields>;
  readonly Sandbox: StructClass<Sandbox, Sandbox$Fields>;
  readonly Schedule: StructClass<Schedule, Schedule$Fields>;
  readonly Shared: StructClass<Shared, Shared$Fields>;
  readonly TempHal: StructClass<TempHal, TempHal$Fields>;
  readonly TimerHal: StructClass<TimerHal, TimerHal$Fields>;
  readonly WamrInstance: StructClass<WamrInstance, WamrInstance$Fields>;
  readonly WamrModule: StructClass<WamrModule, WamrModule$Fields>;
}

/** What the build decides. */
export interface Build {
  /** 1 to 32. */ readonly FUSE_MAX_MODULES: number;
  readonly FUSE_HAL_ENABLE_CAMERA?: boolean;
  readonly FUSE_HAL_ENABLE_TEMP_SENSOR?: boolean;
  readonly FUSE_HAL_ENABLE_TIMER?: boolean;
  readonly FUSE_STEP_TIMES?: boolean;
  readonly FUSE_UNSAFE_UNSEALED?: boolean;
}

/** What the program takes from C, and the host gives here. */
export interface Externs {
  readonly EXPORT_KIND_FUNC: number;
  readonly GUARD_KIND_CERTAIN: number;
  /** The frame of the function that asks (level 0), as gcc and clang provide it. */
  frameAddress(level: number): number;
  platformCycles(): bigint;
  platformCyclesToUs(cycles: bigint): bigint;
  platformGuardEnter(code: number, argument: number, text: PlatformText): number;
  platformGuardKind(): number;
  platformGuardStop(): void;
  platformStackLimit(): number;
  wamrCreateExecEnv(instance: WamrInstance, operandStack: number): ExecEnv | null;
  wamrDeinstantiate(instance: WamrInstance): void;
  wamrDestroy(): void;
  wamrDestroyExecEnv(env: ExecEnv): void;
  wamrInit(args: RuntimeInitArgs): boolean;
  wamrInstantiate(module: WamrModule, operandStack: number, heap: number, error: number, errorSize: number): WamrInstance | null;
  /** Reads the image and keeps pointers into it; does not write to it. */
  wamrLoad(image: number, size: number, error: number, errorSize: number): WamrModule | null;
  wamrPoolInfo(info: PoolInfo): boolean;
  /** Sorts the table in place and keeps it. */
  wamrRegisterNatives(module: number, symbols: number, count: number): boolean;
  /** Makes the module trap when the native function that it called returns. */
  wamrSetException(instance: WamrInstance, reason: number): void;
  /** What WAMR prints itself: 0 only what is fatal. */
  wamrSetLogLevel(level: number): void;
  wamrUnload(module: WamrModule): void;
}

/** What the files export. */
export interface Exports {
  /** Calls that belong to the runtime's task: not before fuse_init(), not from a host function that a module is calling. */
  checkCall(): number;
  /** The module of this id; null if there is none. */
  loadedModule(id: number): Module | null;
  /** The module that a call of the runtime's task is about; null if the call is refused. */
  findModule(id: number): Module | null;
  /** Whether there is a module of this id, for calls that are allowed everywhere. */
  presence(id: number): number;
  /** Why findModule() gave null. */
  refusal(): number;
  hasClock(): boolean;
  /** Microseconds since the host's epoch; 0 without a clock. */
  clockUs(): bigint;
  /** Modules that can be loaded at the same time; ids are below it. */
  readonly MAX_MODULES: number;
  /** How an entry ended. */
  readonly Outcome: { readonly Completed: 0; readonly Trapped: 1; readonly QuotaExceeded: 2 };
  /**
   * One entry of the module. Without code there is nothing to run and nothing to fail.
   * The module's host functions find it in `runtime.entered`.
   */
  enter(module: Module, code: number): number;
  /** Number of events: ids are below it. */
  readonly MAX_EVENT_ID: number;
  /**
   * Sets event `id` for every loaded module that subscribes to it, in whatever state. It stays set until the module has completed a
   * step that began after it, or fuse_clear_event(). Lock-free; from any thread or interrupt, and from inside host functions.
   */
  postEvent(id: number): number;
  /** Clears event `id` for every loaded module. From any thread or interrupt, and from inside host functions. */
  clearEvent(id: number): number;
  /** Sets a module's latch and keeps its place among those to be woken. */
  setLatch(module: Module, latch: number): void;
  /** Hands what has been posted and cleared since the last time on to the latches. */
  deliverEvents(): void;
  /** Forgets everything that is under way: nothing is loaded. */
  resetEvents(): void;
  /** Makes the module trap as soon as the native function that it called returns. */
  raise(module: Module, reason: number): void;
  /** Why the module trapped. */
  trapReason(module: Module): number;
  /** The result of a call whose entry failed like this. */
  failureOf(outcome: number): number;
  /** Tells the log how an entry failed. */
  logFault(module: Module, outcome: number): void;
  /** Takes a module out of service whose entry has failed. */
  stopFaulty(module: Module, outcome: number): number;
  /**
   * Size of the frame copied into `frame`, in bytes; 0 when the host has no camera or no frame.
   * Traps on an empty buffer
   */
  cameraLastFrame(caller: Module, frame: GuestBytes): bigint;
  /**
   * Posts event `id` to every module that subscribes to it.
   * Traps on an id of 32 or more
   */
  eventPost(caller: Module, id: number): void;
  /** The copy that fuse_init() took. */
  readonly hal: Hal;
  /**
   * Writes a message into the log, marked as the module's own. An empty one is ignored, one of more than 127 bytes is cut, control
   * characters are replaced. Levels: 0 debug, 1 info, 2 fatal; above 2 counts as 2.
   */
  moduleLogEvent(caller: Module, message: GuestBytes, level: number): void;
  /** The temperature in degrees Celsius; 0 when the host has no sensor. */
  tempGetReading(_caller: Module): number;
  /** Time in microseconds since an arbitrary start; 0 when the host has no clock. */
  timerGetTimestamp(_caller: Module): bigint;
  /** Finds the entries among the exports. An export of such a name that cannot be entered is refused. */
  findEntries(image: AotModule, sandbox: Sandbox): boolean;
  /** Whether the image has a wasm start function. */
  hasStartFunction(image: AotModule): boolean;
  /** Takes the wasm start function out of the image, so that WAMR does not run it. Null also where it is an import. */
  takeStartFunction(image: AotModule): number;
  /** Whether the image imports anything but functions; there is nothing else to be had. */
  importsOtherThanFunctions(image: AotModule): boolean;
  /** An import that is no native function of that signature; null if all are. */
  unknownImport(image: AotModule): AotImportFunc | null;
  /**
   * Holds the image's memory below the policy's limit: false if it begins above it, else growing beyond it will fail in the module.
   * In bytes, because the ahead-of-time compiler makes one large page of a memory that does not grow.
   */
  limitMemory(image: AotModule, pagesMax: number): boolean;
  /** The state of a module. From any thread or interrupt. */
  moduleStat(id: number, out: Place<number> | null): number;
  /** Figures of a module. Belongs to the runtime's task; also from inside host functions. */
  moduleInfo(id: number, out: ModuleInfo | null): number;
  /** Whether image and policy may be looked at closer. */
  isLoadable(buf: number, policy: Policy): boolean;
  /** Keeps what is known about activation in step with the policy, and sets the latch. */
  applyActivation(module: Module, latch: number): void;
  /** Loads an image that fuse-aotc made and runs its start code under the quota. The module is then LOADED. */
  moduleLoad(buf: number, size: number, policy: Policy | null, out: Place<number> | null): number;
  /** Lets a LOADED or PAUSED module run. The first time runs its module_init under the quota. */
  moduleStart(id: number): number;
  /** Lets a RUNNING module rest. It keeps its memory, and events go on being latched for it. */
  modulePause(id: number): number;
  /** Runs module_deinit, if the module was started and has not failed, and gives back what the module holds of WAMR. */
  dismantle(module: Module): void;
  /** Unloads one module. */
  unload(module: Module): void;
  /**
   * Runs module_deinit under the quota, if the module was started and has not failed, and frees everything that it held. Its id is
   * free then. What goes wrong in module_deinit is only logged.
   */
  moduleUnload(id: number): number;
  /** Size of a log text with its NUL. */
  readonly LOG_MSG_MAX: number;
  /** Begins a line in `room`, which is a line of NULs from then on. */
  beginLine(room: Slice): void;
  appendBytes(bytes: Slice): void;
  /** A C string, of which what is past the line's end is not looked at. */
  appendForeign(text: number): void;
  append(text: number): void;
  /** A number below 100. */
  appendNumber(value: number): void;
  /** Entry of the runtime itself. */
  readonly LOG_ORIGIN_RUNTIME: number;
  /** Entry that a module wrote. */
  readonly LOG_ORIGIN_GUEST: number;
  /** Details for the developer. */
  readonly LOG_LEVEL_DEBUG: number;
  /** What is worth knowing in service. */
  readonly LOG_LEVEL_INFO: number;
  /** A module has failed or broken a rule. */
  readonly LOG_LEVEL_FATAL: number;
  /** Begins an empty log in the memory that the host gave. */
  openLog(memory: number, size: number): void;
  /** What a module wrote. A level above FATAL counts as FATAL, a text of more than 127 bytes is cut. */
  logGuest(id: number, level: number, text: Slice): void;
  /** An entry about no module. */
  logRuntime(level: number, text: number): void;
  /** `module <id><text>`. */
  logModule(level: number, id: number, text: number): void;
  /** `module <id> trap: <reason>`. */
  logTrap(id: number, reason: number): void;
  /** Tells the log why a module was not loaded. Gives false, which is what a check that fails returns. */
  refuse(reason: number): boolean;
  /** As refuse(), with what the reason is about: `module not loaded: <reason><detail>`. */
  refuseFor(reason: number, detail: number): boolean;
  /** `SECURITY: module <id>, <capability>: <reason>`. */
  logViolation(id: number, capability: number, reason: number): void;
  /**
   * Copies the next entry into `out` and moves the cursor past it. A cursor of 0 begins at the oldest entry that is left; entries
   * that were overwritten in the meantime are passed over. Belongs to the task that runs the runtime.
   */
  logRead(cursor: Place<number> | null, out: LogEntry | null): number;
  /** Entries lost since fuse_init(), modulo 2^32: overwritten before now, or without any room. */
  logLost(): number;
  /** The functions that are entered, in the order of their exports' names in image.ts. */
  readonly INIT: number;
  readonly STEP: number;
  readonly DEINIT: number;
  /** Start code that toolchains export. */
  readonly POST_INSTANTIATE: number;
  readonly CALL_CTORS: number;
  readonly ENTRY_COUNT: number;
  readonly modules: ArrayView<Module>;
  readonly runtime: Runtime;
  readonly shared: Shared;
  /** The mask of one id. */
  bitOf(id: number): number;
  /** Whether a module has this id, which is below MAX_MODULES. */
  isLoaded(id: number): boolean;
  /** To be called when `running` or `stopped` has changed. */
  updateRunnable(): void;
  setState(module: Module, state: number): void;
  /** Ends the caller with a trap as soon as the native function returns, and says so in the log. */
  trap(caller: Module, reason: number): void;
  /**
   * The calling module, or null if the native function must not run: the quota is used up, or the right is missing.
   * One entry runs at a time, so the caller is the module that was entered.
   */
  enterNative(_env: ExecEnv, capability: number, name: number): Module | null;
  /** The bytes [address, address + length) of the caller's memory; false, with the caller trapped, if they are not all inside. */
  guestBytes(caller: Module, address: number, length: number, out: GuestBytes): boolean;
  /** Stepped by fuse_tick() each time step_interval_us has passed. */
  readonly ACTIVATION_INTERVAL: number;
  /** Stepped by fuse_tick() after an event of event_subscribe. */
  readonly ACTIVATION_EVENT: number;
  /** Stepped by fuse_module_run_step(), which every module can be. */
  readonly ACTIVATION_MANUAL: number;
  /** Bytes of one linear memory page. */
  readonly PAGE_BYTES: number;
  /** Known bits only, and no right whose HAL group is not there. */
  isValidPolicy(policy: Policy): boolean;
  isPeriodic(policy: Policy): boolean;
  wakesOnEvents(policy: Policy): boolean;
  /**
   * Reads a policy from its binary form: exactly 32 bytes, the eight fields in order, little-endian, at any address.
   * Needs no fuse_init().
   */
  policyFromBin(buf: number, len: number, out: Policy | null): number;
  /** Begins an entry of module `id` that may be expired from now on. */
  armEntry(id: number): void;
  /** Ends the entry; returns whether its quota had expired. From here on nothing can expire it. */
  endEntry(): boolean;
  /** Whether the entry under way has used up its quota. For platforms, whose guard acts only then. */
  entryExpired(): boolean;
  /**
   * The entry under way as one number that no other entry has, for fuse_quota_expired_entry(). For platforms, which read it in their
   * quota_arm.
   */
  entryWord(): number;
  /**
   * Ends the quota of exactly the entry for which fuse_entry_word() gave `word`; does nothing once that is over. From any thread or
   * interrupt, at any time.
   */
  quotaExpiredEntry(word: number): void;
  /**
   * The quota of module `id` is used up: ends its entry if one is under way whose quota was armed and not cancelled, else does
   * nothing. From any thread or interrupt, at any time, with any id.
   */
  quotaExpired(id: number): void;
  /**
   * Replaces a module by another image. The new one is loaded beside the old one and, unless the old one is only LOADED, its
   * module_init run; only then does it take over the id, the state (RUNNING if the old one had failed) and the latched events, and the
   * old one is unloaded. Any failure leaves the old one as it was. The pool must hold both for that time.
   */
  moduleReplace(id: number, buf: number, size: number, policy: Policy | null): number;
  /** Starts the runtime. */
  init(moduleMemory: number, moduleSize: number, logMemory: number, logSize: number, given: Hal | null): number;
  /** Unloads every module and ends the runtime. The host's memory is its own again; fuse_init() may follow. */
  deinit(): number;
  /**
   * Pauses every RUNNING module: until fuse_restart() ticks give 0 and steps FUSE_ERR_INVALID_ARG. Loading, starting, pausing and
   * unloading go on working. Stopping twice is stopping once.
   */
  stop(): number;
  /** Ends fuse_stop() and resumes exactly the modules that it paused. Without a stop before it does nothing. */
  restart(): number;
  /** Builds the sandbox of `module`, which has none, and runs its start code under its quota. On failure nothing is left behind. */
  openSandbox(module: Module, id: number, start: number, size: number, policy: Policy): boolean;
  /** Gives everything back to WAMR. */
  closeSandbox(sandbox: Sandbox): void;
  /** The linear memory as it is now; it moves when it grows. */
  linearMemory(sandbox: Sandbox): Slice;
  /** Runs one module_step(), whatever the module's activation. Latched events stay latched. */
  moduleRunStep(id: number): number;
  /**
   * Gives every RUNNING module in id order at most one step: because an event of event_subscribe is latched (activation EVENT),
   * whatever the interval, or because step_interval_us has passed (activation INTERVAL). Reads the clock at most once.
   */
  tick(): number;
  /**
   * Microseconds until a tick has work, for hosts that sleep: 0 if an event is latched or an interval has passed, UINT64_MAX if only an
   * event can wake anything.
   */
  nextDueUs(out: Place<bigint> | null): number;
  /** Whether the image's seal is good; if not, the log says what is wrong. */
  isSealGood(start: number, length: number): boolean;
  readonly SHA256_BYTES: number;
  /** The big-endian word at `from`, of the message and what pads it: a one bit, then zeros. */
  bigEndianWord(message: Slice, from: number): number;
  /** The SHA-256 of the message. */
  sha256(message: Slice, hash: Digest): void;
  /** To be called before a module may run on a task for the first time. */
  noteStack(): void;
  /** No module. */
  readonly INVALID_MODULE_ID: number;
  /** Where a module is in its life. */
  readonly ModuleState: { readonly Loaded: 0; readonly Running: 1; readonly Paused: 2; readonly Trapped: 3; readonly QuotaExceeded: 4; readonly Unloaded: 5 };
  /** What a call came to. New codes are appended, never renumbered. */
  readonly Stat: { readonly Success: 0; readonly InvalidArg: 1; readonly NotInitialized: 2; readonly AlreadyInitialized: 3; readonly ModuleLoadFailed: 4; readonly ModuleNotFound: 5; readonly ModuleLimit: 6; readonly PolicyViolation: 7; readonly BufferTooSmall: 8; readonly QuotaExceeded: 9; readonly ModuleTrap: 10; readonly IntervalNotElapsed: 11; readonly LogEnd: 12 };
  /**
   * Name of a result, for example "FUSE_ERR_MODULE_TRAP"; "FUSE_ERR_?" for a number that is none.
   * Needs no fuse_init().
   */
  statName(stat: number): number;
  /** Changes when hosts or module sources have to be changed. */
  readonly VERSION_MAJOR: number;
  /** Changes when something is added. */
  readonly VERSION_MINOR: number;
  /** Changes when something is repaired. */
  readonly VERSION_PATCH: number;
  /** The three numbers of the runtime that is linked, for example "0.1.0". Needs no fuse_init(). */
  version(): number;
}

/** Everything, by file. */
export interface Files {
  readonly calls: {
    /** Calls that belong to the runtime's task: not before fuse_init(), not from a host function that a module is calling. */
    checkCall(): number;
    /** The module of this id; null if there is none. */
    loadedModule(id: number): Module | null;
    /** The module that a call of the runtime's task is about; null if the call is refused. */
    findModule(id: number): Module | null;
    /** Whether there is a module of this id, for calls that are allowed everywhere. */
    presence(id: number): number;
    /** Why findModule() gave null. */
    refusal(): number;
  };
  readonly clock: {
    hasClock(): boolean;
    /** Microseconds since the host's epoch; 0 without a clock. */
    clockUs(): bigint;
  };
  readonly config: {
    /** Modules that can be loaded at the same time; ids are below it. */
    readonly MAX_MODULES: number;
  };
  readonly entry: {
    /** How an entry ended. */
    readonly Outcome: { readonly Completed: 0; readonly Trapped: 1; readonly QuotaExceeded: 2 };
    /** Lowest stack address for an entry from here that may use `stackSize` bytes; compiled code checks it. */
    stackBoundary(stackSize: number): number;
    /** Whether there is an exception: its text is not empty. */
    hasTrapped(instance: WamrInstance): boolean;
    /** Runs `code` until it returns or its quota is used up; says whether it stayed within it. */
    runWithinQuota(module: Module, code: number, env: ExecEnv): boolean;
    /**
     * One entry of the module. Without code there is nothing to run and nothing to fail.
     * The module's host functions find it in `runtime.entered`.
     */
    enter(module: Module, code: number): number;
  };
  readonly events: {
    /** Number of events: ids are below it. */
    readonly MAX_EVENT_ID: number;
    /** Whether event `id` can be posted or shared.cleared. */
    checkEvent(id: number): number;
    /**
     * Sets event `id` for every loaded module that subscribes to it, in whatever state. It stays set until the module has completed a
     * step that began after it, or fuse_clear_event(). Lock-free; from any thread or interrupt, and from inside host functions.
     */
    postEvent(id: number): number;
    /** Clears event `id` for every loaded module. From any thread or interrupt, and from inside host functions. */
    clearEvent(id: number): number;
    /** Sets a module's latch and keeps its place among those to be woken. */
    setLatch(module: Module, latch: number): void;
    /** Hands what has been posted and cleared since the last time on to the latches. */
    deliverEvents(): void;
    /** Forgets everything that is under way: nothing is loaded. */
    resetEvents(): void;
  };
  readonly exception: {
    /** Length of `Exception: `, which WAMR puts before each reason. */
    readonly PREFIX: number;
    /** Makes the module trap as soon as the native function that it called returns. */
    raise(module: Module, reason: number): void;
    /** Why the module trapped. */
    trapReason(module: Module): number;
  };
  readonly faults: {
    /** The result of a call whose entry failed like this. */
    failureOf(outcome: number): number;
    /** Tells the log how an entry failed. */
    logFault(module: Module, outcome: number): void;
    /** Tells the host that a module has stopped running. It is still inside the runtime's call. */
    tellHost(module: Module, state: number): void;
    /** Takes a module out of service whose entry has failed. */
    stopFaulty(module: Module, outcome: number): number;
  };
  readonly hal_camera: {
    /**
     * Size of the frame copied into `frame`, in bytes; 0 when the host has no camera or no frame.
     * Traps on an empty buffer
     */
    cameraLastFrame(caller: Module, frame: GuestBytes): bigint;
  };
  readonly hal_event: {
    /**
     * Posts event `id` to every module that subscribes to it.
     * Traps on an id of 32 or more
     */
    eventPost(caller: Module, id: number): void;
  };
  readonly hal_index: {
    /** The copy that fuse_init() took. */
    readonly hal: Hal;
  };
  readonly hal_log: {
    /**
     * Writes a message into the log, marked as the module's own. An empty one is ignored, one of more than 127 bytes is cut, control
     * characters are replaced. Levels: 0 debug, 1 info, 2 fatal; above 2 counts as 2.
     */
    moduleLogEvent(caller: Module, message: GuestBytes, level: number): void;
  };
  readonly hal_temp_sensor: {
    /** The temperature in degrees Celsius; 0 when the host has no sensor. */
    tempGetReading(_caller: Module): number;
  };
  readonly hal_timer: {
    /** Time in microseconds since an arbitrary start; 0 when the host has no clock. */
    timerGetTimestamp(_caller: Module): bigint;
  };
  readonly image: {
    /** No function, where WAMR stores an index. */
    readonly NO_FUNCTION: number;
    /** By INIT, STEP and so on. */
    readonly ENTRY_NAMES: ArrayView<number>;
    /** They are shorter. */
    readonly WANTED_MAX: number;
    /** The code of a function, if it is the image's own and () -> (). */
    entryCode(image: AotModule, functionIndex: number): number;
    isNamed(entry: AotExport, name: number): boolean;
    /** Which entry this export is by its name; ENTRY_COUNT if none. */
    entryIndex(candidate: AotExport): number;
    /** Finds the entries among the exports. An export of such a name that cannot be entered is refused. */
    findEntries(image: AotModule, sandbox: Sandbox): boolean;
    /** Whether the image has a wasm start function. */
    hasStartFunction(image: AotModule): boolean;
    /** Takes the wasm start function out of the image, so that WAMR does not run it. Null also where it is an import. */
    takeStartFunction(image: AotModule): number;
    /** Whether the image imports anything but functions; there is nothing else to be had. */
    importsOtherThanFunctions(image: AotModule): boolean;
    /** An import that is no native function of that signature; null if all are. */
    unknownImport(image: AotModule): AotImportFunc | null;
    /**
     * Holds the image's memory below the policy's limit: false if it begins above it, else growing beyond it will fail in the module.
     * In bytes, because the ahead-of-time compiler makes one large page of a memory that does not grow.
     */
    limitMemory(image: AotModule, pagesMax: number): boolean;
  };
  readonly info: {
    /** The state of a module. From any thread or interrupt. */
    moduleStat(id: number, out: Place<number> | null): number;
    /** Figures of a module. Belongs to the runtime's task; also from inside host functions. */
    moduleInfo(id: number, out: ModuleInfo | null): number;
  };
  readonly lifecycle: {
    /** WAMR reads the image in place. */
    readonly IMAGE_ALIGNMENT_MASK: number;
    /** Whether image and policy may be looked at closer. */
    isLoadable(buf: number, policy: Policy): boolean;
    /** Keeps what is known about activation in step with the policy, and sets the latch. */
    applyActivation(module: Module, latch: number): void;
    lowestFreeId(): number;
    /** Loads an image that fuse-aotc made and runs its start code under the quota. The module is then LOADED. */
    moduleLoad(buf: number, size: number, policy: Policy | null, out: Place<number> | null): number;
    /** Lets a LOADED or PAUSED module run. The first time runs its module_init under the quota. */
    moduleStart(id: number): number;
    /** Lets a RUNNING module rest. It keeps its memory, and events go on being latched for it. */
    modulePause(id: number): number;
    /** Runs module_deinit, if the module was started and has not failed, and gives back what the module holds of WAMR. */
    dismantle(module: Module): void;
    /** Unloads one module. */
    unload(module: Module): void;
    /**
     * Runs module_deinit under the quota, if the module was started and has not failed, and frees everything that it held. Its id is
     * free then. What goes wrong in module_deinit is only logged.
     */
    moduleUnload(id: number): number;
  };
  readonly line: {
    /** Size of a log text with its NUL. */
    readonly LOG_MSG_MAX: number;
    readonly SPACE: number;
    readonly DELETE: number;
    readonly QUESTION_MARK: number;
    readonly DIGIT_ZERO: number;
    /** One line at a time: it is finished before the next one begins. */
    readonly line: Line;
    /** Begins a line in `room`, which is a line of NULs from then on. */
    beginLine(room: Slice): void;
    /** Control characters become question marks, so that one entry stays one line. */
    appendByte(byte: number): void;
    appendBytes(bytes: Slice): void;
    /** A C string, of which what is past the line's end is not looked at. */
    appendForeign(text: number): void;
    append(text: number): void;
    /** A number below 100. */
    appendNumber(value: number): void;
  };
  readonly log: {
    /** Entry of the runtime itself. */
    readonly LOG_ORIGIN_RUNTIME: number;
    /** Entry that a module wrote. */
    readonly LOG_ORIGIN_GUEST: number;
    /** Details for the developer. */
    readonly LOG_LEVEL_DEBUG: number;
    /** What is worth knowing in service. */
    readonly LOG_LEVEL_INFO: number;
    /** A module has failed or broken a rule. */
    readonly LOG_LEVEL_FATAL: number;
    /** Entries hold 64-bit numbers. */
    readonly ALIGNMENT_MASK: number;
    readonly journal: Log;
    openRing(ring: Ring, entries: Slice): void;
    /** Begins an empty log in the memory that the host gave. */
    openLog(memory: number, size: number): void;
    /** Begins an entry. Its text is what is appended next. */
    begin(origin: number, level: number, id: number): void;
    /** What a module wrote. A level above FATAL counts as FATAL, a text of more than 127 bytes is cut. */
    logGuest(id: number, level: number, text: Slice): void;
    /** An entry about no module. */
    logRuntime(level: number, text: number): void;
    appendModule(id: number): void;
    /** `module <id><text>`. */
    logModule(level: number, id: number, text: number): void;
    /** `module <id> trap: <reason>`. */
    logTrap(id: number, reason: number): void;
    /** `module not loaded: <reason>`. */
    logRefusal(reason: number): void;
    /** Tells the log why a module was not loaded. Gives false, which is what a check that fails returns. */
    refuse(reason: number): boolean;
    /** As refuse(), with what the reason is about: `module not loaded: <reason><detail>`. */
    refuseFor(reason: number, detail: number): boolean;
    /** `SECURITY: module <id>, <capability>: <reason>`. */
    logViolation(id: number, capability: number, reason: number): void;
    /** How many entries were begun from this one on: the older, the more. */
    ageOf(sequence: number): number;
    /** The oldest entry that is not older than `age`. */
    oldestWithin(age: number): LogEntry | null;
    /**
     * Copies the next entry into `out` and moves the cursor past it. A cursor of 0 begins at the oldest entry that is left; entries
     * that were overwritten in the meantime are passed over. Belongs to the task that runs the runtime.
     */
    logRead(cursor: Place<number> | null, out: LogEntry | null): number;
    /** Entries lost since fuse_init(), modulo 2^32: overwritten before now, or without any room. */
    logLost(): number;
  };
  readonly modules: {
    /** The functions that are entered, in the order of their exports' names in image.ts. */
    readonly INIT: number;
    readonly STEP: number;
    readonly DEINIT: number;
    /** Start code that toolchains export. */
    readonly POST_INSTANTIATE: number;
    readonly CALL_CTORS: number;
    readonly ENTRY_COUNT: number;
    readonly modules: ArrayView<Module>;
    readonly runtime: Runtime;
    readonly shared: Shared;
    /** The mask of one id. */
    bitOf(id: number): number;
    /** Whether a module has this id, which is below MAX_MODULES. */
    isLoaded(id: number): boolean;
    /** To be called when `running` or `stopped` has changed. */
    updateRunnable(): void;
    setState(module: Module, state: number): void;
  };
  readonly native: {
    /** Name of the right that the native function under way needs. */
    readonly rightInUse: Place<number>;
    /** Ends the caller with a trap as soon as the native function returns, and says so in the log. */
    trap(caller: Module, reason: number): void;
    /**
     * The calling module, or null if the native function must not run: the quota is used up, or the right is missing.
     * One entry runs at a time, so the caller is the module that was entered.
     */
    enterNative(_env: ExecEnv, capability: number, name: number): Module | null;
    /** The bytes [address, address + length) of the caller's memory; false, with the caller trapped, if they are not all inside. */
    guestBytes(caller: Module, address: number, length: number, out: GuestBytes): boolean;
  };
  readonly policy: {
    /** Stepped by fuse_tick() each time step_interval_us has passed. */
    readonly ACTIVATION_INTERVAL: number;
    /** Stepped by fuse_tick() after an event of event_subscribe. */
    readonly ACTIVATION_EVENT: number;
    /** Stepped by fuse_module_run_step(), which every module can be. */
    readonly ACTIVATION_MANUAL: number;
    readonly ACTIVATION_ALL: number;
    /** Bytes of one linear memory page. */
    readonly PAGE_BYTES: number;
    readonly POLICY_BYTES: number;
    /** Known bits only, and no right whose HAL group is not there. */
    isValidPolicy(policy: Policy): boolean;
    isPeriodic(policy: Policy): boolean;
    wakesOnEvents(policy: Policy): boolean;
    /**
     * Reads a policy from its binary form: exactly 32 bytes, the eight fields in order, little-endian, at any address.
     * Needs no fuse_init().
     */
    policyFromBin(buf: number, len: number, out: Policy | null): number;
  };
  readonly quota: {
    readonly PHASE_IDLE: number;
    readonly PHASE_ARMED: number;
    readonly PHASE_EXPIRED: number;
    readonly PHASE_MASK: number;
    readonly ID_SHIFT: number;
    readonly ID_MASK: number;
    readonly GENERATION_STEP: number;
    readonly GENERATION_MASK: number;
    readonly entry: Place<number>;
    /** Begins an entry of module `id` that may be expired from now on. */
    armEntry(id: number): void;
    /** Ends the entry; returns whether its quota had expired. From here on nothing can expire it. */
    endEntry(): boolean;
    /** Whether the entry under way has used up its quota. For platforms, whose guard acts only then. */
    entryExpired(): boolean;
    /**
     * The entry under way as one number that no other entry has, for fuse_quota_expired_entry(). For platforms, which read it in their
     * quota_arm.
     */
    entryWord(): number;
    /**
     * Ends the quota of exactly the entry for which fuse_entry_word() gave `word`; does nothing once that is over. From any thread or
     * interrupt, at any time.
     */
    quotaExpiredEntry(word: number): void;
    /**
     * The quota of module `id` is used up: ends its entry if one is under way whose quota was armed and not cancelled, else does
     * nothing. From any thread or interrupt, at any time, with any id.
     */
    quotaExpired(id: number): void;
  };
  readonly replace: {
    /** The successor, until it takes over. */
    readonly successor: Module;
    /** Puts the successor's sandbox in the place of the module's own. */
    takeOver(module: Module): void;
    /**
     * Replaces a module by another image. The new one is loaded beside the old one and, unless the old one is only LOADED, its
     * module_init run; only then does it take over the id, the state (RUNNING if the old one had failed) and the latched events, and the
     * old one is unloaded. Any failure leaves the old one as it was. The pool must hold both for that time.
     */
    moduleReplace(id: number, buf: number, size: number, policy: Policy | null): number;
  };
  readonly runtime: {
    readonly LOG_NOTHING: number;
    /** With less WAMR's allocator has no room for its own head, and does not look. */
    readonly POOL_MIN: number;
    /** Starts WAMR on the pool and tells it the native functions, which modules import from `env`. */
    startWamr(pool: number, size: number): boolean;
    /** What a reader of the log has to know about this build and host. */
    logLimitations(): void;
    /** Starts the runtime. */
    init(moduleMemory: number, moduleSize: number, logMemory: number, logSize: number, given: Hal | null): number;
    /** Unloads every module and ends the runtime. The host's memory is its own again; fuse_init() may follow. */
    deinit(): number;
    /** Pauses what runs, or resumes what was paused that way. */
    setStopped(stopped: boolean, message: number): number;
    /**
     * Pauses every RUNNING module: until fuse_restart() ticks give 0 and steps FUSE_ERR_INVALID_ARG. Loading, starting, pausing and
     * unloading go on working. Stopping twice is stopping once.
     */
    stop(): number;
    /** Ends fuse_stop() and resumes exactly the modules that it paused. Without a stop before it does nothing. */
    restart(): number;
  };
  readonly sandbox: {
    readonly ERROR_MAX: number;
    /** Compiled code does not use WAMR's operand stack. */
    readonly OPERAND_STACK: number;
    /** Bytes free in the pool. */
    poolFree(): number;
    /** Loads the image into WAMR. */
    loadImage(module: Module, start: number, size: number, error: number): boolean;
    /** Builds the instance, without running anything of the module. */
    instantiate(module: Module, image: WamrModule, error: number): boolean;
    /** What the image asks for, before anything is built. */
    checkImage(module: Module, image: AotModule): boolean;
    /** Runs one piece of start code. */
    runStart(module: Module, code: number): boolean;
    build(module: Module, start: number, size: number): boolean;
    /** Builds the sandbox of `module`, which has none, and runs its start code under its quota. On failure nothing is left behind. */
    openSandbox(module: Module, id: number, start: number, size: number, policy: Policy): boolean;
    /** Gives everything back to WAMR. */
    closeSandbox(sandbox: Sandbox): void;
    /** The linear memory as it is now; it moves when it grows. */
    linearMemory(sandbox: Sandbox): Slice;
  };
  readonly scheduler: {
    /** Enters module_step, with its time taken if the build wants that. */
    enterStep(module: Module): number;
    readonly now: Now;
    /** Reads the clock, if one of the `ids` has an interval to be compared with the time, and if there is a clock. */
    readClock(ids: number): void;
    /** Microseconds until the module's interval allows a step; 0: now. The first step is always allowed. */
    untilDue(module: Module): bigint;
    /** One step of a module that may step, and what follows from its outcome. With `isTimed`, the next interval begins with it. */
    step(module: Module, isTimed: boolean): number;
    mayStep(id: number): boolean;
    /** Why a module may not step. */
    stepRefusal(id: number): number;
    /** Runs one module_step(), whatever the module's activation. Latched events stay latched. */
    moduleRunStep(id: number): number;
    /** The work of a tick in which there may be some. */
    runDueModules(): number;
    /**
     * Gives every RUNNING module in id order at most one step: because an event of event_subscribe is latched (activation EVENT),
     * whatever the interval, or because step_interval_us has passed (activation INTERVAL). Reads the clock at most once.
     */
    tick(): number;
    /** Microseconds until the first INTERVAL module is due; UINT64_MAX if there is none. */
    untilNextInterval(): bigint;
    /**
     * Microseconds until a tick has work, for hosts that sleep: 0 if an event is latched or an interval has passed, UINT64_MAX if only an
     * event can wake anything.
     */
    nextDueUs(out: Place<bigint> | null): number;
  };
  readonly seal: {
    readonly SEAL_BYTES: number;
    readonly VERSION_OFFSET: number;
    readonly CHECKS_OFFSET: number;
    readonly NATIVES_OFFSET: number;
    readonly IMAGE_OFFSET: number;
    /** How a good seal begins. */
    readonly HEAD: ArrayView<number>;
    /** How many bytes of the two are the same before the first that is not. */
    sameBytes(a: Slice, b: Slice): number;
    /** Whether the image's seal is good; if not, the log says what is wrong. */
    isSealGood(start: number, length: number): boolean;
  };
  readonly sha256: {
    readonly SHA256_BYTES: number;
    readonly K: ArrayView<number>;
    /** Where the hash begins. */
    readonly INITIAL: Digest;
    rotateRight(x: number, n: number): number;
    /** The big-endian word at `from`, of the message and what pads it: a one bit, then zeros. */
    bigEndianWord(message: Slice, from: number): number;
    /** Takes in the block that stands in the first 16 words of the schedule. */
    takeBlock(hash: Digest, schedule: Schedule): void;
    /** The SHA-256 of the message. */
    sha256(message: Slice, hash: Digest): void;
  };
  readonly stack: {
    /** To be called before a module may run on a task for the first time. */
    noteStack(): void;
  };
  readonly state: {
    /** No module. */
    readonly INVALID_MODULE_ID: number;
    /** Where a module is in its life. */
    readonly ModuleState: { readonly Loaded: 0; readonly Running: 1; readonly Paused: 2; readonly Trapped: 3; readonly QuotaExceeded: 4; readonly Unloaded: 5 };
  };
  readonly status: {
    /** What a call came to. New codes are appended, never renumbered. */
    readonly Stat: { readonly Success: 0; readonly InvalidArg: 1; readonly NotInitialized: 2; readonly AlreadyInitialized: 3; readonly ModuleLoadFailed: 4; readonly ModuleNotFound: 5; readonly ModuleLimit: 6; readonly PolicyViolation: 7; readonly BufferTooSmall: 8; readonly QuotaExceeded: 9; readonly ModuleTrap: 10; readonly IntervalNotElapsed: 11; readonly LogEnd: 12 };
    /**
     * Name of a result, for example "FUSE_ERR_MODULE_TRAP"; "FUSE_ERR_?" for a number that is none.
     * Needs no fuse_init().
     */
    statName(stat: number): number;
  };
  readonly version: {
    /** Changes when hosts or module sources have to be changed. */
    readonly VERSION_MAJOR: number;
    /** Changes when something is added. */
    readonly VERSION_MINOR: number;
    /** Changes when something is repaired. */
    readonly VERSION_PATCH: number;
    /** The three numbers of the runtime that is linked, for example "0.1.0". Needs no fuse_init(). */
    version(): number;
  };
}

export interface Program extends ProgramBase {
  readonly structs: Structs;
  readonly exports: Exports;
  readonly files: Files;
}

export function instantiate(
  makeExterns: (program: Program) => Externs,
  build: Build,
  options?: MemoryOptions,
): Program;
