/**
 * A link with a bottleneck, as a condition of a measurement: far below what a path between namespaces carries,
 * and with a queue that a sender can fill. Congestion controls differ there, and nowhere else.
 */
export const shapedLink = { bitsPerSecond: 1e9, queueMillis: 50 } as const;
