import { followStreamOrder, keepStreamOrder } from './orderFile.js';
import type { StreamOrder, StreamPair } from './streamOrder.js';

/** How the order of two streams gets to know how far they have come, and what becomes of it when nothing more will come. */
export interface OrderKeeping {
  readonly order: StreamOrder;
  readonly look: (ends: StreamPair) => void;
  readonly finish: () => void;
}

/** Every look is a checkpoint. */
export function keptOrder(orderFile: string): OrderKeeping {
  const order = keepStreamOrder(orderFile);
  return { order, look: (ends) => void order.note(ends), finish: () => undefined };
}

/**
 * The owner makes the checkpoints, as long as the job runs. One that was killed made none of the last bytes: they come at the
 * end, for every reader alike.
 */
export function followedOrder(orderFile: string): OrderKeeping {
  const order = followStreamOrder(orderFile);
  let isFinished = false;
  return {
    order,
    look(ends) {
      order.refresh();
      if (isFinished) order.note(ends);
    },
    finish: () => void (isFinished = true),
  };
}
