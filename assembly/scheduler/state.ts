/** What a process is doing, and the switches it carries. */

/** In a run queue, or kept out of it by suspend_process alone. */
export const PROCESS_RUNNABLE: u32 = 1;
/** Its registers are in the fixed cells. */
export const PROCESS_RUNNING: u32 = 2;
/** In a receive, until a message or its timeout comes. */
export const PROCESS_WAITING: u32 = 3;
/** A BIF put it to sleep; wakeWith gives it the BIF's value. */
export const PROCESS_SLEEPING: u32 = 4;
/** Dead to all others; what it leaves behind is taken apart between two turns. */
export const PROCESS_EXITING: u32 = 5;

/** Process.collecting: the process is being collected in steps; and then waits for messages. */
export const COLLECTING: u32 = 1;
export const COLLECTING_TO_WAIT: u32 = 2;

export const FLAG_TRAP_EXIT: u32 = 1;
/** In a run queue. */
export const FLAG_QUEUED: u32 = 2;
/** The receive timeout has fired. */
export const FLAG_TIMED_OUT: u32 = 4;
/** Killed while it runs: ends at the next check, with exitReason. */
export const FLAG_EXIT_PENDING: u32 = 8;
/** Made by spawn_system_process: a signal cannot kill it. */
export const FLAG_SYSTEM: u32 = 16;
/** message_queue_data is off_heap. */
export const FLAG_OFF_HEAP_MESSAGES: u32 = 32;
export const FLAG_SENSITIVE: u32 = 64;
/** Its uncaught error is to be logged: the class was error or throw. */
export const FLAG_LOG_EXIT: u32 = 256;
/** The host is told when the process has exited (embed/mailbox.ts). */
export const FLAG_WATCHED: u32 = 1 << 16;
/** Dead, and the host, the logger and the tables have been told. */
export const FLAG_TOLD: u32 = 1 << 17;

/** Process.maxHeapFlags: what happens at max_heap_size. */
export const MAX_HEAP_KILL: u32 = 1;
export const MAX_HEAP_LOG: u32 = 2;

export const PRIORITY_MAX: u32 = 0;
export const PRIORITY_HIGH: u32 = 1;
export const PRIORITY_NORMAL: u32 = 2;
export const PRIORITY_LOW: u32 = 3;

/** Reductions a process may use in one turn, as in OTP. */
export const TURN: i32 = 4000;
