/** What ends the waits of a call. */
export interface CallSignal {
  /**
   * Aborted when the call is cancelled or its client has gone. Made when it is first asked for, since most calls never wait:
   * on Node 20 the system holds every signal, so that it and all that its listeners know outlive the collection of young
   * objects, which then takes ten times as long.
   */
  get(): AbortSignal;
  abort(): void;
  /** From here on the end of the call does not abort it any more. */
  detach(): void;
}

/** @param call is aborted at the end of the call. */
export function createCallSignal(call: AbortSignal): CallSignal {
  let controller: AbortController | undefined;
  let isAborted = false;
  let isDetached = false;

  function abort(): void {
    isAborted = true;
    controller?.abort();
  }

  return {
    get() {
      if (controller === undefined) {
        controller = new AbortController();
        if (!isDetached) call.addEventListener('abort', abort);
        if (isAborted || (!isDetached && call.aborted)) controller.abort();
      }
      return controller.signal;
    },
    abort,
    detach() {
      isDetached = true;
      call.removeEventListener('abort', abort);
    },
  };
}
